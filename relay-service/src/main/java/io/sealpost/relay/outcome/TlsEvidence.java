package io.sealpost.relay.outcome;

import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The TLS session over which something was said.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher JSSE's name of the cipher suite
 * @param certificates SHA-256 of each certificate of the chain, lower-case hexadecimal, leaf first
 * @param names DNS names of the leaf's subjectAltName
 * @param key the leaf's public key, as the level {@code fingerprint} pins it
 * @param issuer the leaf's issuer; empty where there is no certificate
 * @param notAfter when the leaf expires
 * @param ocsp what an OCSP response says that the server stapled, if it did; it decides nothing
 * @param verified the level that the certificate was found to meet; empty where it was not judged or is not as demanded
 * @param proofs what was verified of the certificate, and how
 * @param violations the words of what is not as demanded
 */
public record TlsEvidence(
        String version,
        String cipher,
        List<String> certificates,
        List<String> names,
        Optional<SpkiPin> key,
        Optional<String> issuer,
        Optional<Instant> notAfter,
        Optional<OcspStatus> ocsp,
        Optional<TlsLevel> verified,
        List<Proof> proofs,
        List<String> violations) {
    /** Proofs and violations are null in records of releases that did not know them. */
    public TlsEvidence {
        certificates = List.copyOf(certificates);
        names = List.copyOf(names);
        proofs = List.copyOf(Objects.requireNonNullElse(proofs, List.of()));
        violations = List.copyOf(Objects.requireNonNullElse(violations, List.of()));
    }

    /** The same session, as it was judged. */
    public TlsEvidence judged(Optional<TlsLevel> level, Judgement judgement) {
        return new TlsEvidence(
                version,
                cipher,
                certificates,
                names,
                key,
                issuer,
                notAfter,
                ocsp,
                level,
                judgement.proofs(),
                judgement.violations().stream().map(Violation::word).distinct().toList());
    }
}
