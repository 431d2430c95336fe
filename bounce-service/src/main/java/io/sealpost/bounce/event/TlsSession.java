package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The TLS session with a host that was tried.
 *
 * @param version such as {@code TLSv1.3}
 * @param names for whom the server's certificate was issued
 * @param issuer who issued it
 * @param notAfter when it expires
 * @param violations in what it is not as demanded, by the contract's words; those that this release does not know stay
 *     words and explain nothing
 */
public record TlsSession(
        @JsonProperty(required = true) String version,
        @Nullable String cipher,
        List<String> names,
        @Nullable String issuer,
        @Nullable Instant notAfter,
        List<String> violations) {

    public TlsSession {
        Require.present("hosts.tls.version", version);
        names = List.copyOf(Objects.requireNonNullElse(names, List.of()));
        violations = List.copyOf(Objects.requireNonNullElse(violations, List.of()));
    }
}
