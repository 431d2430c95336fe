package io.sealpost.relay.queue;

import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the attempt of each message when it is due and there is room.
 *
 * <p>Keeps the due times in memory, rebuilt from the spool at start. Everything that changes runs on one thread of its
 * own; attempts run elsewhere and come back to it.
 */
public final class DeliveryQueue {
    private static final Logger LOG = Logger.getLogger(DeliveryQueue.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration AFTER_BUG = Duration.ofMinutes(1);

    private final Spool spool;
    private final BiFunction<QueueId, Optional<SpooledMessage>, Future<Optional<Entry>>> attempts;
    private final BooleanSupplier rulesKnown;
    private final int concurrency;
    private final DestinationLimits limits;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;

    private final Map<QueueId, Entry> known = new ConcurrentSkipListMap<>();
    private final TreeSet<Entry> due = new TreeSet<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private @Nullable ScheduledFuture<?> timer;
    private int running;
    private boolean stopping;
    private boolean waitsForRules;

    /**
     * A queue that has not started.
     *
     * @param attempts tries a message once, see {@link Attempts#attempt}
     * @param rulesKnown whether the rulesets are known; while they are not, nothing is tried
     */
    DeliveryQueue(
            Spool spool,
            BiFunction<QueueId, Optional<SpooledMessage>, Future<Optional<Entry>>> attempts,
            BooleanSupplier rulesKnown,
            QueueSettings settings,
            Clock clock) {
        this.spool = spool;
        this.attempts = attempts;
        this.rulesKnown = rulesKnown;
        this.concurrency = settings.concurrency();
        this.limits = new DestinationLimits(settings.concurrencyPerDestination());
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread scheduler = new Thread(work, "queue-scheduler");
            scheduler.setDaemon(true);
            return scheduler;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Takes up what the spool holds, and every message that is accepted from now on. Blocks while it reads. */
    public void start() {
        spool.onAccepted(message -> onThread(() -> add(message)));
        List<Entry> entries = new ArrayList<>();
        spool.forEach(message -> entries.add(Entry.of(message, message.nextAttemptAt())));
        onThread(() -> {
            entries.forEach(this::addEntry);
            dispatch(Optional.empty());
        });
        LOG.infof("queue started messages=%d", entries.size());
    }

    /** Starts no more attempts and waits for those under way, but no longer than that. What is stored stays due. */
    public void stop(Duration limit) {
        onThread(() -> {
            stopping = true;
            cancelTimer();
            tellIfIdle();
        });
        try {
            idle.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("stopped with attempts under way; they may be repeated after the start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        thread.shutdown();
    }

    /** Makes a waiting message due now; false if there is none of that name. */
    public CompletionStage<Boolean> retryNow(QueueId id) {
        CompletableFuture<Boolean> found = new CompletableFuture<>();
        onThread(() -> {
            Entry entry = known.get(id);
            if (entry != null && due.remove(entry)) {
                addDue(entry.postponedTo(clock.instant()));
                dispatch(Optional.empty());
            }
            found.complete(entry != null);
        });
        return found;
    }

    /** How many messages wait or are being tried. */
    public int size() {
        return known.size();
    }

    /** When the oldest of them was accepted. */
    public Optional<Instant> oldest() {
        return known.values().stream().findFirst().map(Entry::acceptedAt);
    }

    /** When a message is due; empty if there is none of that name. */
    public Optional<Instant> dueAt(QueueId id) {
        return Optional.ofNullable(known.get(id)).map(Entry::dueAt);
    }

    private void add(SpooledMessage message) {
        addEntry(Entry.of(message, message.nextAttemptAt()));
        dispatch(Optional.of(message));
    }

    private void addEntry(Entry entry) {
        if (!known.containsKey(entry.id())) {
            addDue(entry);
        }
    }

    private void addDue(Entry entry) {
        known.put(entry.id(), entry);
        due.add(entry);
    }

    private void dispatch(Optional<SpooledMessage> fresh) {
        cancelTimer();
        if (stopping || due.isEmpty()) {
            return;
        }
        if (!mayTry()) {
            wakeAfter(PAUSE);
            return;
        }
        Instant now = clock.instant();
        while (running < concurrency && !due.isEmpty() && !due.first().dueAt().isAfter(now)) {
            Entry entry = due.pollFirst();
            if (limits.begin(entry.id(), entry.destinations())) {
                begin(entry, fresh.filter(message -> message.id().equals(entry.id())));
            }
        }
        if (running < concurrency && !due.isEmpty()) {
            wakeAfter(Duration.between(now, due.first().dueAt()));
        }
    }

    private boolean mayTry() {
        boolean may = rulesKnown.getAsBoolean();
        if (waitsForRules == may) {
            waitsForRules = !may;
            if (may) {
                LOG.infof("the rules are known again; the queue goes on messages=%d", known.size());
            } else {
                LOG.warnf("the rules are not known; the queue waits messages=%d", known.size());
            }
        }
        return may;
    }

    private void begin(Entry entry, Optional<SpooledMessage> fresh) {
        running++;
        Future<Optional<Entry>> attempt;
        try {
            attempt = attempts.apply(entry.id(), fresh);
        } catch (RuntimeException e) {
            attempt = Future.failedFuture(e);
        }
        attempt.onComplete(result -> onThread(() -> {
            if (result.failed()) {
                LOG.errorf(result.cause(), "an attempt failed in the relay itself queueId=%s", entry.id());
            }
            end(
                    entry,
                    result.failed()
                            ? Optional.of(entry.postponedTo(clock.instant().plus(AFTER_BUG)))
                            : result.result());
        }));
    }

    private void end(Entry entry, Optional<Entry> next) {
        running--;
        next.ifPresentOrElse(this::addDue, () -> known.remove(entry.id()));
        for (QueueId freed : limits.end(entry.destinations())) {
            Optional.ofNullable(known.get(freed)).ifPresent(due::add);
        }
        tellIfIdle();
        dispatch(Optional.empty());
    }

    private void tellIfIdle() {
        if (stopping && running == 0) {
            idle.complete(null);
        }
    }

    private void wakeAfter(Duration wait) {
        long millis = Math.max(1, wait.toMillis());
        timer = thread.schedule(() -> dispatch(Optional.empty()), millis, TimeUnit.MILLISECONDS);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the queue has stopped; what is stored is taken up at the next start");
        }
    }
}
