package io.sealpost.relay.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.OcspStatus;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code hosts[]} of both topics: an address that was tried. */
record HostEntry(
        Instant at,
        String host,
        Optional<String> address,
        @JsonProperty("class") String kind,
        Optional<String> reply,
        Optional<String> detail,
        Optional<String> alert,
        Optional<TlsEntry> tls) {

    static HostEntry of(Observation seen) {
        return new HostEntry(
                seen.at(),
                seen.host(),
                seen.address(),
                seen.kind().word(),
                seen.reply().map(Reply::words),
                Optional.of(seen.detail()).filter(words -> !words.isEmpty()),
                HandshakeAlert.of(seen),
                seen.tls().map(TlsEntry::of));
    }

    /** {@code tls}: the session, and what was verified of its certificate. */
    record TlsEntry(
            String version,
            String cipher,
            List<String> certificates,
            List<String> names,
            Optional<String> key,
            Optional<String> issuer,
            Optional<String> notAfter,
            Optional<String> ocsp,
            String verified,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProofEntry> proofs,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> violations) {
        static TlsEntry of(TlsEvidence evidence) {
            return new TlsEntry(
                    evidence.version(),
                    evidence.cipher(),
                    evidence.certificates(),
                    evidence.names(),
                    evidence.key().map(SpkiPin::hex),
                    evidence.issuer(),
                    evidence.notAfter().map(Instant::toString),
                    evidence.ocsp().map(OcspStatus::word),
                    evidence.verified().map(TlsLevel::word).orElse("none"),
                    evidence.proofs().stream().map(ProofEntry::of).toList(),
                    evidence.violations());
        }
    }

    /** {@code tls.proofs[]}. */
    record ProofEntry(String kind, String by) {
        static ProofEntry of(Proof proof) {
            return new ProofEntry(proof.kind().word(), proof.by());
        }
    }
}
