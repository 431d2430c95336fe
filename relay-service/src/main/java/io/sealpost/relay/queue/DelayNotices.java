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
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Has senders told that their mail waits, once it has waited for so long, whatever keeps it: a message at a dead or paused
 * destination has no attempts. Looks at each message once, in the order of acceptance; what is being tried at that moment
 * is looked at again.
 */
final class DelayNotices {
    private static final Logger LOG = Logger.getLogger(DelayNotices.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Spool spool;
    private final OpenMessages open;
    private final Settler settler;
    private final Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets;
    private final Duration after;
    private final Clock clock;
    private final InternalErrors errors;
    private final Context loop;
    private final Duration longestPause;
    private final Set<QueueId> again = new LinkedHashSet<>();
    private Optional<QueueId> seen = Optional.empty();
    private volatile boolean stopped;

    /**
     * Notices that have not started.
     *
     * @param open shared with whoever else changes messages
     * @param rulesets what is known of domains now; while nothing is, nobody is told
     * @param after how long a message has waited then
     * @param loop on which all of it runs
     */
    DelayNotices(
            Spool spool,
            OpenMessages open,
            Settler settler,
            Supplier<Optional<Function<Domain, DomainKnowledge>>> rulesets,
            Duration after,
            Clock clock,
            InternalErrors errors,
            Context loop) {
        this.spool = spool;
        this.open = open;
        this.settler = settler;
        this.rulesets = rulesets;
        this.after = after;
        this.clock = clock;
        this.errors = errors;
        this.loop = loop;
        this.longestPause = after.compareTo(MINUTE) < 0 ? after : MINUTE;
    }

    void start() {
        loop.runOnContext(begun -> sweep());
    }

    /** Looks at no further message. */
    void stop() {
        stopped = true;
    }

    private void sweep() {
        Optional<Function<Domain, DomainKnowledge>> known = rulesets.get();
        if (known.isEmpty()) {
            pause(longestPause);
            return;
        }
        Queue<QueueId> left = new ArrayDeque<>(again);
        again.clear();
        proceed(left, known.get());
    }

    /** Looks at what is left of the last time and at what has become old enough, one after the other. */
    private void proceed(Queue<QueueId> left, Function<Domain, DomainKnowledge> known) {
        QueueId first = left.poll();
        Future<Optional<QueueId>> next = first == null
                ? loop.executeBlocking(() -> spool.next(seen), false)
                : Future.succeededFuture(Optional.of(first));
        next.onSuccess(found -> proceed(found, first == null, left, known)).onFailure(this::failed);
    }

    private void proceed(
            Optional<QueueId> found, boolean fresh, Queue<QueueId> left, Function<Domain, DomainKnowledge> known) {
        if (stopped) {
            return;
        }
        if (found.isEmpty() || (fresh && isEarly(found.get()))) {
            pause(until(found));
            return;
        }
        seen = fresh ? found : seen;
        look(found.get(), known).onComplete(looked -> proceed(left, known));
    }

    private Future<Void> look(QueueId id, Function<Domain, DomainKnowledge> known) {
        Promise<Void> done = Promise.promise();
        open.changeAlone(
                        id,
                        () -> loop.executeBlocking(() -> spool.find(id), false),
                        message -> Future.succeededFuture(message)
                                .compose(found -> tell(found, known))
                                .onFailure(failure -> failed(id, failure))
                                .otherwise(message))
                .map(OpenMessages.Shared::message)
                .map(told -> told.onFailure(failure -> failed(id, failure))
                        .onComplete(over -> open.close(id))
                        .<Void>mapEmpty())
                .orElseGet(() -> {
                    again.add(id);
                    return Future.succeededFuture();
                })
                .onComplete(over -> loop.runOnContext(back -> done.complete()));
        return done.future();
    }

    private Future<SpooledMessage> tell(SpooledMessage message, Function<Domain, DomainKnowledge> known) {
        if (!Delay.isToBeTold(message)) {
            return Future.succeededFuture(message);
        }
        return settler.tellDelay(message, known)
                .onSuccess(told -> LOG.infof("the sender is told of a delay queueId=%s", message.id()));
    }

    /** It cannot be read, made or stored: the next sweep tries again. */
    private void failed(QueueId id, Throwable failure) {
        errors.count();
        LOG.errorf(failure, "the sender cannot be told of a delay; tried again queueId=%s", id);
        loop.runOnContext(back -> again.add(id));
    }

    /** The spool cannot be read: the next sweep tries again. */
    private void failed(Throwable failure) {
        if (!stopped) {
            errors.count();
            LOG.errorf(failure, "senders cannot be told of delays; tried again");
            pause(longestPause);
        }
    }

    private boolean isEarly(QueueId id) {
        return id.time().plus(after).isAfter(clock.instant());
    }

    private Duration until(Optional<QueueId> next) {
        Instant now = clock.instant();
        return next.map(id -> Duration.between(now, id.time().plus(after)))
                .filter(wait -> again.isEmpty() && wait.compareTo(longestPause) < 0)
                .orElse(longestPause);
    }

    private void pause(Duration wait) {
        loop.owner().setTimer(Math.max(100, wait.toMillis()), timer -> loop.runOnContext(on -> sweep()));
    }
}
