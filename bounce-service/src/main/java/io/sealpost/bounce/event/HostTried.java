package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One address the relay tried.
 *
 * @param address IP and port; absent where the host has no address
 * @param reply the server's own words
 * @param detail the relay's words for what it saw
 */
public record HostTried(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) String host,
        @Nullable String address,
        @JsonProperty(value = "class", required = true) AttemptClass outcome,
        @Nullable String reply,
        @Nullable String detail) {

    public HostTried {
        Require.present("hosts.at", at);
        Require.line("hosts.host", host);
        Require.present("hosts.class", outcome);
    }

    /** What the server said, if it said anything. */
    public Optional<String> words() {
        return Optional.ofNullable(reply).filter(words -> !words.isBlank());
    }
}
