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
 * @param alert the TLS alert that ended the handshake, such as {@code handshake_failure} (RFC 8446 §6)
 * @param tls the session, where there was one
 */
public record HostTried(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) String host,
        @Nullable String address,
        @JsonProperty(value = "class", required = true) AttemptClass outcome,
        @Nullable String reply,
        @Nullable String detail,
        @Nullable String alert,
        @Nullable TlsSession tls) {

    public HostTried {
        Require.present("hosts.at", at);
        Require.line("hosts.host", host);
        Require.present("hosts.class", outcome);
    }

    /** The TLS session with it. */
    public Optional<TlsSession> session() {
        return Optional.ofNullable(tls);
    }

    /** What the server said, if it said anything. */
    public Optional<String> words() {
        return Optional.ofNullable(reply).filter(words -> !words.isBlank());
    }
}
