package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.route.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Delivers messages to the servers of a destination and judges what came of it for each recipient. */
@Singleton
public class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    /** A bug of ours: never a reason to bounce mail. */
    static final Cause INTERNAL = new Cause(
            Optional.of(AttemptClass.LOCAL),
            EnhancedStatus.of("4.3.0"),
            "the relay failed internally",
            Optional.empty());

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final SmtpClient client;
    private final TlsMemory memory;
    private final Clock clock;

    @Inject
    public Delivery(Vertx vertx, TrustStore trust, TlsMemory memory, ClientSettings settings) {
        this(new SmtpClient(vertx, TlsPolicy.STANDARD, trust, settings, Clock.systemUTC()), memory, Clock.systemUTC());
    }

    Delivery(SmtpClient client, TlsMemory memory, Clock clock) {
        this.client = client;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * One round: tries the targets in order until every recipient has a final word, and judges. Never fails, whatever
     * breaks defers; completes on an event loop.
     */
    public Future<List<RecipientRound>> deliver(Transaction transaction, Route route, Map<Address, History> histories) {
        return deliver(transaction, route, histories, memory);
    }

    /** As {@link #deliver}, to a host that is not the domain's own: what is seen there is no memory of the domain's TLS. */
    public Future<List<RecipientRound>> deliverElsewhere(
            Transaction transaction, Route route, Map<Address, History> histories) {
        return deliver(transaction, route, histories, TlsMemory.NONE);
    }

    private Future<List<RecipientRound>> deliver(
            Transaction transaction, Route route, Map<Address, History> histories, TlsMemory memory) {
        return Future.succeededFuture()
                .compose(begun -> route.match(
                        targets -> new Round(client, memory, transaction, targets, clock.instant()).run(histories),
                        unroutable -> Future.succeededFuture(unroutable(transaction, unroutable)),
                        failed -> Future.succeededFuture(unresolved(transaction, failed))))
                .recover(failure -> {
                    LOG.errorf(failure, "Delivery failed in our own code queueId=%s", transaction.queueId());
                    return Future.succeededFuture(broken(transaction));
                });
    }

    /** Says goodbye on idle connections; waits for the answers, but not long. */
    @PreDestroy
    void close() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        client.close().onComplete(done -> closed.countDown());
        if (!closed.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("Some idle connections are left without an answer to QUIT");
        }
    }

    private static List<RecipientRound> unroutable(Transaction transaction, Route.Unroutable route) {
        return all(
                transaction,
                new RecipientOutcome.Failed(
                        route.isLoop() ? FailureType.LOOP : FailureType.UNROUTABLE,
                        new Cause(Optional.empty(), route.status(), route.reason(), Optional.empty())),
                List.of());
    }

    private List<RecipientRound> unresolved(Transaction transaction, Route.LookupFailed route) {
        Sighting seen = Round.unresolved(route.failure(), clock.instant());
        return all(transaction, new RecipientOutcome.Deferred(seen.cause()), List.of(seen.observation()));
    }

    private static List<RecipientRound> broken(Transaction transaction) {
        return all(transaction, new RecipientOutcome.Deferred(INTERNAL), List.of());
    }

    private static List<RecipientRound> all(
            Transaction transaction, RecipientOutcome outcome, List<Observation> observations) {
        return transaction.recipients().stream()
                .distinct()
                .map(each -> new RecipientRound(each, outcome, observations))
                .toList();
    }
}
