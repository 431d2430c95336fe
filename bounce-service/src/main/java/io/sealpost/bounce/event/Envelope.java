package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The original message's envelope, as far as its report needs it.
 *
 * @param reversePath who is told; empty for the null reverse path, about which nobody is told (RFC 5321 §4.5.5)
 * @param envid what the sender calls the transaction, decoded (RFC 3461 §4.4)
 * @param ret how much of the message the sender asked to get back (RFC 3461 §4.3)
 * @param smtpUtf8 whether it was announced as SMTPUTF8 (RFC 6531)
 */
public record Envelope(
        @JsonProperty(required = true) String reversePath,
        @Nullable String envid,
        @Nullable ReturnContent ret,
        @Nullable Boolean smtpUtf8) {

    /** What RET asks for; the answer is headers only in either case. */
    public enum ReturnContent {
        FULL,
        HDRS
    }

    public Envelope {
        Require.line("envelope.reversePath", reversePath);
        smtpUtf8 = Boolean.TRUE.equals(smtpUtf8);
    }

    public boolean hasNullReversePath() {
        return reversePath.isEmpty();
    }

    /** The envelope's id, if the sender gave one. */
    public Optional<String> id() {
        return Optional.ofNullable(envid).filter(id -> !id.isEmpty());
    }
}
