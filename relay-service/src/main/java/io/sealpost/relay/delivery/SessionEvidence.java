package io.sealpost.relay.delivery;

import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Makes of a TLS session, and of what was found out about it, what is kept as evidence. */
final class SessionEvidence {
    private static final int MAX_LENGTH = 255;

    private SessionEvidence() {}

    /** Of a session that nobody has judged. */
    static TlsEvidence of(SSLSession session) {
        PeerChain chain = PeerChain.of(session);
        Optional<X509Certificate> leaf = chain.leaf();
        return new TlsEvidence(
                session.getProtocol(),
                session.getCipherSuite(),
                chain.fingerprints(),
                chain.names(),
                chain.key(),
                leaf.map(each ->
                        FailureWords.oneLine(each.getIssuerX500Principal().getName(), MAX_LENGTH)),
                leaf.map(each -> each.getNotAfter().toInstant()),
                OcspStaple.of(session, chain),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** Of a session that was judged by this requirement. */
    static TlsEvidence judged(TlsEvidence session, TlsRequirement requirement, Judgement judgement) {
        return session.judged(
                Optional.of(requirement.level())
                        .filter(level -> judgement.isGood() && level.compareTo(TlsLevel.ENCRYPT) > 0),
                judgement);
    }
}
