package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs attempts, spread over event loops. Messages whose rules are not known are put off, untouched. */
final class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Spool spool;
    private final Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets;
    private final Courier courier;
    private final Settler settler;
    private final Clock clock;
    private final List<Context> loops;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    /** @param rulesets what is known of domains now; empty while nothing is */
    Attempts(
            Spool spool,
            Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets,
            Courier courier,
            Settler settler,
            Clock clock,
            List<Context> loops) {
        this.spool = spool;
        this.rulesets = rulesets;
        this.courier = courier;
        this.settler = settler;
        this.clock = clock;
        this.loops = List.copyOf(loops);
    }

    /**
     * Tries a message once. The result says when it is due again; empty where it is settled or gone. Does not block.
     *
     * @param fresh the message, if it is at hand and as it is stored; else it is read
     */
    Future<Optional<Entry>> attempt(QueueId id, Optional<SpooledMessage> fresh) {
        Context loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        Promise<Optional<Entry>> done = Promise.promise();
        loop.runOnContext(begun -> load(loop, id, fresh)
                .compose(found -> found.map(this::attempt).orElse(Future.succeededFuture(Optional.empty())))
                .onComplete(done));
        return done.future();
    }

    private Future<Optional<SpooledMessage>> load(Context loop, QueueId id, Optional<SpooledMessage> fresh) {
        return fresh.isPresent() ? Future.succeededFuture(fresh) : loop.executeBlocking(() -> spool.find(id), false);
    }

    private Future<Optional<Entry>> attempt(SpooledMessage message) {
        Optional<Function<Domain, DomainKnowledge>> view = rulesets.get();
        if (view.isEmpty()) {
            return Future.succeededFuture(Optional.of(later(message)));
        }
        Optional<String> obstacle = Redecision.obstacle(message, view.get());
        tellOnce(message, obstacle);
        if (obstacle.isPresent()) {
            return Future.succeededFuture(Optional.of(later(message)));
        }
        MessageAttempt attempt = new MessageAttempt(
                courier, settler, view.get(), Redecision.apply(message, view.get()), clock.instant());
        return attempt.run().map(after -> entryOf(after, attempt.isUnsettled()));
    }

    /** Each obstacle is logged when it is first met, and again only after its domain was known in between. */
    private void tellOnce(SpooledMessage message, Optional<String> obstacle) {
        if (obstacle.isPresent() && told.add(obstacle.get())) {
            LOG.warnf(
                    "messages wait, for rules that govern them are not known queueId=%s cause=\"%s\"",
                    message.id(), LogText.of(obstacle.get()));
        }
        if (obstacle.isEmpty() && !told.isEmpty()) {
            message.domains().forEach(domain -> told.removeIf(each -> each.startsWith(domain + ":")));
        }
    }

    private Optional<Entry> entryOf(SpooledMessage after, boolean unsettled) {
        if (unsettled) {
            return Optional.of(later(after));
        }
        return after.isSettled() ? Optional.empty() : Optional.of(Entry.of(after, after.nextAttemptAt()));
    }

    private Entry later(SpooledMessage message) {
        Instant pause = clock.instant().plus(PAUSE);
        return Entry.of(message, message.nextAttemptAt().isAfter(pause) ? message.nextAttemptAt() : pause);
    }
}
