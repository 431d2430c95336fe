package io.sealpost.relay.delivery;

import io.netty.util.NetUtil;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.route.Target;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;

/** Takes a message to one address over one connection, and tells what came of it for each recipient. */
class SmtpClient {
    private final VertxInternal vertx;
    private final Connector connector;
    private final ClientSettings settings;
    private final Clock clock;
    private final SessionFactFinder facts;

    /**
     * What came of one connection.
     *
     * @param target where to
     * @param at when it ended
     * @param findings for each recipient that was to be tried
     * @param tls the session, if there was one
     */
    record Attempt(Target target, Instant at, Map<Address, Finding> findings, Optional<TlsEvidence> tls) {
        Sighting sighting(Finding finding) {
            return new Sighting(
                    new Observation(
                            at,
                            target.host(),
                            Optional.of(NetUtil.toSocketAddressString(target.address())),
                            finding.kind(),
                            finding.reply(),
                            finding.detail(),
                            tls),
                    finding.status(),
                    finding.relayedDsn());
        }
    }

    SmtpClient(Vertx vertx, TlsPolicy tls, TrustStore trust, ClientSettings settings, Clock clock) {
        this.vertx = (VertxInternal) vertx;
        this.settings = settings;
        this.clock = clock;
        this.facts = new SessionFactFinder(vertx, trust, clock);
        this.connector = new Connector(vertx, tls, settings);
    }

    /** Never fails; completes on an event loop. */
    Future<Attempt> attempt(Transaction transaction, Target target, List<Address> recipients, Errand.TlsUse tls) {
        Errand errand = new Errand(
                settings.heloName(),
                transaction,
                recipients,
                transaction.requirement(target),
                tls,
                settings.maxRecipients());
        return converse(transaction, target, errand)
                .map(result -> new Attempt(target, clock.instant(), result.findings(), result.tls()));
    }

    Future<Void> close() {
        return connector.close();
    }

    private Future<Conversation.Result> converse(Transaction transaction, Target target, Errand errand) {
        Promise<Conversation.Result> promise = Promise.promise();
        Context context = vertx.createEventLoopContext();
        context.runOnContext(now -> connector
                .connect(target)
                .onSuccess(socket -> conversation(context, transaction, target, errand, socket)
                        .run()
                        .onComplete(promise))
                .onFailure(failure -> promise.complete(new Conversation.Result(
                        errand.all(Finding.unreachable(FailureWords.connecting(failure))), Optional.empty()))));
        return promise.future();
    }

    private Conversation conversation(
            Context context, Transaction transaction, Target target, Errand errand, NetSocket socket) {
        return new Conversation(
                context,
                transaction,
                new Guard(errand.requirement(), socket, session -> facts.facts(session, transaction, target)),
                new Dialogue(errand),
                serverName(target.serverName()),
                settings.timeouts());
    }

    /** The name for SNI; empty for IP addresses and for names that JSSE takes for none, such as those with {@code _}. */
    private static Optional<String> serverName(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SNIHostName(host)).map(name -> host);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
