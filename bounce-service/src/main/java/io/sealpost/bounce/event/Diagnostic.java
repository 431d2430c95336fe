package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The words that explain a recipient's failure, and whose they are.
 *
 * @param host who said it; present where the source is the remote server
 */
public record Diagnostic(
        @JsonProperty(required = true) Source source,
        @JsonProperty(required = true) String text,
        @Nullable String host) {

    public Diagnostic {
        Require.present("diagnostic.source", source);
        Require.present("diagnostic.text", text);
    }

    /** Whether the remote server said it, or the relay. */
    public enum Source {
        @JsonProperty("remote")
        REMOTE,
        @JsonProperty("local")
        LOCAL
    }
}
