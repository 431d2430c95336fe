package io.sealpost.relay.delivery;

import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.SessionFacts;
import io.sealpost.relay.policy.TlsVersion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
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

    Future<SessionFacts> facts(SSLSession session, Transaction transaction, String host) {
        PeerChain chain = PeerChain.of(session);
        return trust(chain, transaction.requirement().needsTrustedChain())
                .map(trusted -> new SessionFacts(
                        version(session), trusted, host, transaction.domain(), chain.names(), chain.key()));
    }

    private Future<ChainTrust> trust(PeerChain chain, boolean asked) {
        return asked
                ? vertx.executeBlocking(() -> ChainValidation.of(chain, trust.roots(), clock.instant()), false)
                : Future.succeededFuture(new ChainTrust.Unasked());
    }

    private static Optional<TlsVersion> version(SSLSession session) {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.protocol().equals(session.getProtocol()))
                .findFirst();
    }
}
