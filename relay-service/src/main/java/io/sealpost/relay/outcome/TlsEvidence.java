package io.sealpost.relay.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The TLS session over which something was said.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher JSSE's name of the cipher suite
 * @param certificates SHA-256 of each certificate of the chain, lower-case hexadecimal, leaf first
 * @param names DNS names of the leaf's subjectAltName
 * @param issuer the leaf's issuer; empty where there is no certificate
 * @param notAfter when the leaf expires
 */
public record TlsEvidence(
        String version,
        String cipher,
        List<String> certificates,
        List<String> names,
        Optional<String> issuer,
        Optional<Instant> notAfter) {
    public TlsEvidence {
        certificates = List.copyOf(certificates);
        names = List.copyOf(names);
    }
}
