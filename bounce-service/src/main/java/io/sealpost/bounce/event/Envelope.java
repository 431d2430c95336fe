package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The original message's envelope, as far as its report needs it.
 *
 * @param reversePath who is told; empty for the null reverse path, about which nobody is told (RFC 5321 §4.5.5)
 */
public record Envelope(@JsonProperty(required = true) String reversePath) {

    public Envelope {
        Require.line("envelope.reversePath", reversePath);
    }

    public boolean hasNullReversePath() {
        return reversePath.isEmpty();
    }
}
