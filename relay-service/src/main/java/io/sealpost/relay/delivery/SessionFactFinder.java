package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.DaneFacts;
import io.sealpost.relay.policy.SessionFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.policy.Tlsa;
import io.sealpost.relay.policy.TlsaRecord;
import io.sealpost.relay.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLSession;

/**
 * Finds out what there is to know of a TLS session. The chain, where somebody asks for it, is validated on a worker
 * thread; a failure of the result is one of our own trust store or engine.
 */
final class SessionFactFinder {
    private final Vertx vertx;
    private final TrustStore trust;
    private final Clock clock;

    SessionFactFinder(Vertx vertx, TrustStore trust, Clock clock) {
        this.vertx = vertx;
        this.trust = trust;
        this.clock = clock;
    }

    /** @param requirement by which the session will be judged */
    Future<SessionFacts> facts(SSLSession session, TlsRequirement requirement, Domain domain, Target target) {
        PeerChain chain = PeerChain.of(session);
        return trust(requirement.needsTrustedChain(), () -> ChainValidation.of(chain, trust.roots(), clock.instant()))
                .compose(trusted -> authority(chain, target.tlsa())
                        .map(authority -> new SessionFacts(
                                version(session),
                                trusted,
                                target.host(),
                                domain,
                                chain.names(),
                                chain.key(),
                                new DaneFacts(target.tlsa(), chain.leaf(), authority))));
    }

    private Future<ChainTrust> authority(PeerChain chain, Tlsa tlsa) {
        List<TlsaRecord> records = tlsa instanceof Tlsa.Usable usable
                ? usable.records().stream().filter(TlsaRecord::isOfAuthority).toList()
                : List.of();
        return trust(!records.isEmpty(), () -> DaneAuthority.of(chain, records, clock.instant()));
    }

    private Future<ChainTrust> trust(boolean asked, Callable<ChainTrust> validation) {
        return asked ? vertx.executeBlocking(validation, false) : Future.succeededFuture(new ChainTrust.Unasked());
    }

    private static Optional<TlsVersion> version(SSLSession session) {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.protocol().equals(session.getProtocol()))
                .findFirst();
    }
}
