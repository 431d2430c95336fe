package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.spool.PausedDestination;
import io.sealpost.relay.spool.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Decides what is done next: knows what is due when, what is ready, how many places are taken and what each destination
 * bears. For one thread.
 *
 * <p>One sender has four fifths of all places at most: whatever it sends and to however many slow destinations, others
 * find a place.
 *
 * <p>What is ready for a destination that is held, which no attempt may enter, waits there untouched; its lifetime goes
 * on, and at the end of it the message is given up without an attempt, for the reason why the destination is held.
 *
 * <p>What a rule stops needs no place at a destination: when it is due, that is settled at once.
 *
 * <p>It has a bounded number of entries. Beyond it what is due last of the destination and sender that have most stays in
 * the spool alone, until that is read again ({@link Overflow}).
 */
final class Agenda {
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private final int places;
    private final Destinations destinations;
    private final Schedule schedule;
    private final Overflow overflow;
    private final Backlog backlog;
    private final ReadyQueues ready = new ReadyQueues();
    /** What is over, and what goes nowhere and is due. */
    private final Deque<Entry> over = new ArrayDeque<>();

    private final Map<Domain, Integer> runningOf = new HashMap<>();
    private Optional<Instant> nextSweep = Optional.empty();
    private Instant notSweptBefore = Instant.EPOCH;
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Nothing to do yet.
     *
     * @param places how many tasks there are at once
     * @param most entries in memory
     */
    Agenda(int places, int most, Destinations destinations, Schedule schedule) {
        this.places = places;
        this.overflow = new Overflow(most, schedule);
        this.backlog = new Backlog(most);
        this.destinations = destinations;
        this.schedule = schedule;
    }

    /**
     * What is to be done now: an attempt, settling what a rule stops, or giving up.
     *
     * @param place at the destination, for an attempt
     * @param lastWord why it is given up; empty: it is not
     */
    record Task(Entry entry, Optional<Destination.Place> place, Optional<Cause> lastWord) {}

    /** Adds a message by its entries; what is known already stays as it is. */
    void add(List<Entry> entries) {
        entries.forEach(this::add);
    }

    /** Adds a message that was in the spool alone and is to be advanced: anything else makes room for it. */
    void addBeforeAll(List<Entry> entries) {
        entries.forEach(entry -> add(entry.postponedTo(Instant.EPOCH)));
    }

    private void add(Entry entry) {
        if (!backlog.add(entry)) {
            return;
        }
        destinations.enter(entry.destination());
        backlog.takeExcess().ifPresent(excess -> {
            ready.remove(excess);
            destinations.leave(excess.destination());
            overflow.add(excess);
        });
    }

    /** The first reading of the spool; may run on any thread before all else, and must be ended. */
    Refill readAll(Instant now) {
        return overflow.readAll(backlog::has, now);
    }

    /** Begins to read what is in the spool alone if it is time; it must be ended or have failed. */
    Optional<Refill> read(Instant now) {
        return overflow.read(backlog.entries(), backlog::has, now);
    }

    /** Takes up what was chosen of the spool. */
    void end(Refill refill, Instant now) {
        overflow.end(refill, now);
        refill.forEachChosen(this::add);
    }

    /** The spool could not be read. */
    void readingFailed(Instant now) {
        overflow.fail(now);
    }

    /** Makes due now what waits for its time, and its destinations' probes; false if there is no such message. */
    boolean advance(QueueId id, Instant now) {
        List<Entry> entries = backlog.advance(id, now);
        entries.stream().filter(entry -> !entry.destination().isNowhere()).forEach(entry -> {
            destinations.get(entry.destination()).probeNow();
            ready.open(entry.destination());
        });
        return !entries.isEmpty();
    }

    /** Forgets what of a message waits: it is not in the spool any more. */
    void forget(QueueId id) {
        backlog.cancel(id).forEach(entry -> destinations.leave(entry.destination()));
        ready.removeIf(entry -> entry.id().equals(id)).forEach(this::remove);
    }

    /** Lets no attempt begin at a destination; what is over there is given up. */
    void pause(PausedDestination paused) {
        destinations.pause(paused);
        sweepAt(Instant.EPOCH);
    }

    /** Lets attempts begin there again. */
    void resume(Domain domain) {
        destinations.resume(domain);
        NextHop.all(domain).forEach(ready::open);
    }

    /** Lets the probe of a dead destination begin that was put off until then. */
    void probe(NextHop hop, Instant until) {
        destinations.find(hop).ifPresent(destination -> destination.probe(until));
        ready.open(hop);
    }

    /** Readies what is due or over; whether there may be anything to do. */
    boolean ready(Instant now) {
        for (Entry entry : backlog.takeDue(now)) {
            if (entry.destination().isNowhere()) {
                backlog.begin(entry);
                over.add(entry);
            } else {
                ready.add(entry);
                sweepAt(schedule.end(entry.acceptedAt()));
            }
        }
        if (nextSweep.filter(at -> !at.isAfter(now)).isPresent()) {
            sweep(now);
        }
        return !ready.isEmpty() || !over.isEmpty();
    }

    /** Takes the next task, if there is one and a place for it; it must be ended. */
    Optional<Task> next() {
        if (running.get() >= places) {
            return Optional.empty();
        }
        Optional<Task> task = nextOver()
                .or(() -> ready.take(hop -> destinations.get(hop).mayBegin(), this::maySend)
                        .map(this::attempt));
        task.ifPresent(begun -> {
            backlog.begin(begun.entry());
            running.incrementAndGet();
            runningOf.merge(begun.entry().sender(), 1, Integer::sum);
        });
        return task;
    }

    private boolean maySend(Domain sender) {
        return runningOf.getOrDefault(sender, 0) < places - places / 5;
    }

    /** Ends a task: gives its places back and learns from it. */
    Optional<Destination.Change> end(Task task, Tried tried, Instant now) {
        Entry entry = task.entry();
        running.decrementAndGet();
        runningOf.computeIfPresent(entry.sender(), (sender, count) -> count == 1 ? null : count - 1);
        ready.openSenders();
        Optional<Destination.Change> change =
                task.place().flatMap(place -> destinations.end(entry.destination(), place, tried, now));
        if (change.filter(what -> what != Destination.Change.REVIVED).isPresent()) {
            sweepAt(now);
        }
        ready.open(entry.destination());
        tried.dueAgain().ifPresentOrElse(at -> backlog.postpone(entry, at), () -> remove(entry));
        return change;
    }

    /** When something is to be done next, as far as that is a matter of time. */
    Optional<Instant> nextTime() {
        return Stream.of(backlog.nextDue(), nextSweep, overflow.nextTime(backlog.entries()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** How many tasks are under way. Any thread may ask. */
    int underWay() {
        return running.get();
    }

    /** Whether no task is under way. */
    boolean isIdle() {
        return running.get() == 0;
    }

    Destinations destinations() {
        return destinations;
    }

    /** When the oldest message was accepted; for all threads. */
    Optional<Instant> oldest() {
        return Remainder.earlier(backlog.oldest(), overflow.oldest());
    }

    Backlog backlog() {
        return backlog;
    }

    private void remove(Entry entry) {
        backlog.remove(entry);
        destinations.leave(entry.destination());
    }

    private Task attempt(Entry entry) {
        Destination.Place place = destinations.get(entry.destination()).begin();
        return new Task(entry, Optional.of(place), Optional.empty());
    }

    /** What is held no more when its turn comes has its last attempt. */
    private Optional<Task> nextOver() {
        while (!over.isEmpty()) {
            Entry entry = over.remove();
            if (entry.destination().isNowhere()) {
                return Optional.of(new Task(entry, Optional.empty(), Optional.empty()));
            }
            Optional<Cause> held = destinations.get(entry.destination()).held();
            if (held.isPresent()) {
                return Optional.of(new Task(entry, Optional.empty(), held));
            }
            ready.add(entry);
        }
        return Optional.empty();
    }

    private void sweep(Instant now) {
        List<Entry> ended = ready.removeIf(entry -> schedule.isOver(entry.acceptedAt(), now)
                && destinations.get(entry.destination()).held().isPresent());
        ended.forEach(backlog::begin);
        over.addAll(ended);
        notSweptBefore = now.plus(BETWEEN_SWEEPS);
        nextSweep = ready.oldest().map(schedule::end).map(end -> later(end, notSweptBefore));
    }

    /** Each sweep looks at all that is ready, hence not more often than that. */
    private void sweepAt(Instant wanted) {
        Instant time = later(wanted, notSweptBefore);
        nextSweep = nextSweep.filter(before -> before.isBefore(time)).or(() -> Optional.of(time));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
