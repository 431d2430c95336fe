package io.sealpost.relay.delivery;

import io.netty.util.NetUtil;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Judgement;
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

/**
 * Takes a message to one address, over a new connection or one that served before for the same purpose, and tells what
 * came of it for each recipient.
 */
class SmtpClient {
    private final VertxInternal vertx;
    private final Connector connector;
    private final ConnectionPool pool;
    private final ClientSettings settings;
    private final Clock clock;
    private final SessionFactFinder facts;
    private final Trials trials;

    /**
     * What came of one connection.
     *
     * @param target where to
     * @param at when it ended
     * @param findings for the recipients that were to be tried, one at least; who has none is to be asked on another
     *     connection
     * @param tls the session, if there was one
     * @param trials the session, judged by what is monitored for those of them who were delivered
     */
    record Attempt(
            Target target,
            Instant at,
            Map<Address, Finding> findings,
            Optional<TlsEvidence> tls,
            Map<Address, Judgement> trials) {
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
        this.trials = new Trials(facts);
        this.connector = new Connector(vertx, tls, settings);
        this.pool = new ConnectionPool(settings.reuse(), settings.timeouts().quit(), clock);
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
        ConnectionPool.Key key = new ConnectionPool.Key(Purpose.of(transaction, target), tls);
        return converse(errand, key)
                .compose(result -> trials.judge(transaction, target, result)
                        .map(judged -> new Attempt(target, clock.instant(), result.findings(), result.tls(), judged)));
    }

    /** Says QUIT on idle connections, then closes whatever is open. */
    Future<Void> close() {
        return pool.close().eventually(connector::close);
    }

    /** On a connection that served before, if there is one and it still does; else on a new one. */
    private Future<Conversation.Result> converse(Errand errand, ConnectionPool.Key key) {
        return pool.take(key)
                .map(kept -> resume(errand, key, kept)
                        .compose(result -> result.isOfNoUse() ? open(errand, key) : Future.succeededFuture(result)))
                .orElseGet(() -> open(errand, key));
    }

    private Future<Conversation.Result> resume(Errand errand, ConnectionPool.Key key, ConnectionPool.Kept kept) {
        Promise<Conversation.Result> promise = Promise.promise();
        Connection connection = kept.connection();
        connection.context().runOnContext(now -> {
            connection.begin(key.purpose());
            keep(key, connection, conversation(errand, key, connection).resume(kept.rest()))
                    .onComplete(promise);
        });
        return promise.future();
    }

    private Future<Conversation.Result> open(Errand errand, ConnectionPool.Key key) {
        Promise<Conversation.Result> promise = Promise.promise();
        Context context = vertx.createEventLoopContext();
        context.runOnContext(now -> connector
                .connect(key.purpose().target())
                .onSuccess(socket -> {
                    Connection connection = connection(context, errand, key, socket);
                    connection.begin(key.purpose());
                    keep(key, connection, conversation(errand, key, connection).run())
                            .onComplete(promise);
                })
                .onFailure(failure -> promise.complete(Conversation.Result.without(
                        errand.all(Finding.unreachable(FailureWords.connecting(failure)))))));
        return promise.future();
    }

    private Connection connection(Context context, Errand errand, ConnectionPool.Key key, NetSocket socket) {
        Guard guard = new Guard(
                key.purpose(),
                socket,
                session -> facts.facts(
                        session,
                        errand.requirement(),
                        errand.transaction().domain(),
                        key.purpose().target()));
        return new Connection(context, guard, clock.instant());
    }

    private Conversation conversation(Errand errand, ConnectionPool.Key key, Connection connection) {
        return new Conversation(
                connection,
                errand.transaction(),
                new Dialogue(errand),
                serverName(key.purpose().target().serverName()),
                settings.timeouts());
    }

    private Future<Conversation.Result> keep(
            ConnectionPool.Key key, Connection connection, Future<Conversation.Result> conversation) {
        return conversation.onSuccess(result -> result.rest().ifPresent(rest -> pool.keep(key, connection, rest)));
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
