package io.sealpost.relay.queue;

import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.spool.PausedDestination;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Starts the attempts of each message when they are due and there is room: one for each of its destinations.
 *
 * <p>Keeps the due times in memory, rebuilt from the spool at start, as far as there is room for them. What is due goes to the {@link ReadyQueues}, from
 * which the free places are filled. Everything that changes runs on one thread of its own; attempts run elsewhere and
 * come back to it.
 */
public final class DeliveryQueue {
    private static final Logger LOG = Logger.getLogger(DeliveryQueue.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration AFTER_BUG = Duration.ofMinutes(1);

    private final Spool spool;
    private final Function<Entry, Future<Tried>> attempts;
    private final BiFunction<Entry, Cause, Future<Tried>> givingUp;
    private final BooleanSupplier rulesKnown;
    private final Clock clock;
    private final InternalErrors errors;
    private final QueueThread thread;

    private final Schedule schedule;
    private final Destinations destinations;
    private final Agenda agenda;
    private final Backlog backlog;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private Runnable cancelWaking = () -> {};
    private boolean stopping;
    private boolean waitsForRules;

    /**
     * A queue that has not started.
     *
     * @param attempts tries a message at one destination once, see {@link Attempts#attempt}
     * @param givingUp fails a message at one destination for a cause, see {@link Attempts#giveUp}
     * @param rulesKnown whether the rulesets are known; while they are not, nothing is tried
     */
    DeliveryQueue(
            Spool spool,
            Function<Entry, Future<Tried>> attempts,
            BiFunction<Entry, Cause, Future<Tried>> givingUp,
            BooleanSupplier rulesKnown,
            QueueSettings settings,
            Clock clock,
            InternalErrors errors) {
        this.spool = spool;
        this.attempts = attempts;
        this.givingUp = givingUp;
        this.rulesKnown = rulesKnown;
        this.schedule = Schedule.of(settings);
        this.destinations = new Destinations(settings.concurrencyPerDestination(), schedule);
        this.agenda = new Agenda(settings.concurrency(), settings.maxInMemory(), destinations, schedule);
        this.backlog = agenda.backlog();
        this.clock = clock;
        this.errors = errors;
        this.thread = new QueueThread(errors, () -> wakeAfter(AFTER_BUG));
    }

    /** Takes up what the spool holds, and every message that is accepted from now on. Blocks while it reads. */
    public void start() {
        spool.onAccepted(message -> thread.execute(() -> add(message)));
        Refill stored = agenda.readAll(clock.instant());
        spool.forEachScheduled(stored::offer);
        List<PausedDestination> paused = spool.pausedDestinations().saved();
        thread.execute(() -> {
            paused.forEach(agenda::pause);
            agenda.end(stored, clock.instant());
            dispatch();
        });
        LOG.infof("queue started messages=%d pausedDestinations=%d", spool.messages(), paused.size());
    }

    /** Starts no more attempts and waits for those under way, but no longer than that. What is stored stays due. */
    public void stop(Duration limit) {
        thread.execute(() -> {
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
        thread.stop();
    }

    /** Makes a waiting message due now; false if there is none of that name. One that was removed is forgotten. */
    public CompletionStage<Boolean> retryNow(QueueId id) {
        return ask(agenda -> {
            spool.find(id)
                    .ifPresentOrElse(
                            message -> agenda.addBeforeAll(Entry.of(message, schedule)), () -> agenda.forget(id));
            return agenda.advance(id, clock.instant());
        });
    }

    /** Has something done on the queue's own thread, and then what has become possible by it. Fails after the stop. */
    <T> CompletionStage<T> ask(Function<Agenda, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken = thread.execute(() -> {
            try {
                answer.complete(question.apply(agenda));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
            dispatch();
        });
        if (!taken) {
            answer.completeExceptionally(new IllegalStateException("the queue has stopped"));
        }
        return answer;
    }

    /** How many messages are in memory at least in part, and wait or are being tried. */
    public int size() {
        return backlog.size();
    }

    /** How many attempts are under way. */
    public int underWay() {
        return agenda.underWay();
    }

    /** When the oldest of them was accepted. */
    public Optional<Instant> oldest() {
        return agenda.oldest();
    }

    /** Of how many messages a rule stops recipients: they are held, or the sender is about to be told. */
    public int stopped() {
        return destinations.stopped();
    }

    /** How many destinations are dead: no address of them can be reached. */
    public int deadDestinations() {
        return destinations.dead();
    }

    /** When the first destination of a message is due; empty if there is none of that name in memory. */
    public Optional<Instant> dueAt(QueueId id) {
        return backlog.dueAt(id);
    }

    private void add(SpooledMessage message) {
        agenda.add(Entry.of(message, schedule));
        dispatch();
    }

    private void dispatch() {
        cancelTimer();
        if (stopping) {
            return;
        }
        Instant now = clock.instant();
        if (agenda.ready(now) && !mayTry()) {
            wakeAfter(PAUSE);
            return;
        }
        for (Optional<Agenda.Task> task = agenda.next(); task.isPresent(); task = agenda.next()) {
            begin(task.get());
        }
        agenda.read(now).ifPresent(this::read);
        agenda.nextTime().ifPresent(next -> wakeAfter(Duration.between(now, next)));
    }

    private void read(Refill refill) {
        spool.scanSchedule(refill::offer)
                .whenComplete((read, failure) -> thread.execute(() -> {
                    if (failure == null) {
                        agenda.end(refill, clock.instant());
                    } else {
                        errors.count();
                        LOG.errorf(failure, "the schedule cannot be read from the spool; tried again");
                        agenda.readingFailed(clock.instant());
                    }
                    dispatch();
                }));
    }

    private boolean mayTry() {
        boolean may = rulesKnown.getAsBoolean();
        if (waitsForRules == may) {
            waitsForRules = !may;
            if (may) {
                LOG.infof("the rules are known again; the queue goes on messages=%d", backlog.size());
            } else {
                LOG.warnf("the rules are not known; the queue waits messages=%d", backlog.size());
            }
        }
        return may;
    }

    private void begin(Agenda.Task task) {
        Entry entry = task.entry();
        Future.succeededFuture()
                .compose(begun -> task.lastWord()
                        .map(cause -> givingUp.apply(entry, cause))
                        .orElseGet(() -> attempts.apply(entry)))
                .otherwise(failure -> broken(entry, failure))
                .onSuccess(tried -> thread.execute(() -> end(task, tried)));
    }

    private Tried broken(Entry entry, Throwable failure) {
        errors.count();
        LOG.errorf(failure, "an attempt failed in the relay itself queueId=%s", entry.id());
        return Tried.silent(Optional.of(clock.instant().plus(AFTER_BUG)));
    }

    private void end(Agenda.Task task, Tried tried) {
        NextHop hop = task.entry().destination();
        agenda.end(task, tried, clock.instant()).ifPresent(change -> follow(hop, change));
        tellIfIdle();
        dispatch();
    }

    private void follow(NextHop hop, Destination.Change change) {
        destinations.find(hop).flatMap(Destination::dead).ifPresent(dead -> probeLater(hop, dead.until()));
        DestinationLog.tell(hop, change, destinations.get(hop));
    }

    private void probeLater(NextHop hop, Instant until) {
        Runnable probe = () -> {
            agenda.probe(hop, until);
            dispatch();
        };
        thread.schedule(probe, Duration.between(clock.instant(), until));
    }

    private void tellIfIdle() {
        if (stopping && agenda.isIdle()) {
            idle.complete(null);
        }
    }

    private void wakeAfter(Duration wait) {
        cancelTimer();
        cancelWaking = thread.schedule(this::dispatch, wait);
    }

    private void cancelTimer() {
        cancelWaking.run();
    }
}
