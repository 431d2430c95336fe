package io.sealpost.relay.queue;

import io.sealpost.relay.spool.QueueId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is tried next: knows what is due when, what is ready, how many places are taken and what each destination
 * bears. Size, age and due times may be read by all threads, all else is for one.
 */
final class Agenda {
    private final int places;
    private final Destinations destinations;
    private final Backlog backlog = new Backlog();
    private final ReadyQueues ready = new ReadyQueues();
    private int running;

    /** @param places how many attempts there are at once */
    Agenda(int places, Destinations destinations) {
        this.places = places;
        this.destinations = destinations;
    }

    /** An attempt that is to be made now: it has its places. */
    record Task(Entry entry, Destination.Place place) {}

    /** Adds a message by its entries; one that is known already stays as it is. */
    void add(List<Entry> entries) {
        if (backlog.add(entries)) {
            entries.forEach(entry -> destinations.enter(entry.destination()));
        }
    }

    /** Makes due now what waits for its time; false if there is no message of that name. */
    boolean advance(QueueId id, Instant now) {
        return backlog.advance(id, now);
    }

    /** Readies what is due; whether there is anything to do. */
    boolean ready(Instant now) {
        backlog.takeDue(now).forEach(ready::add);
        return !ready.isEmpty();
    }

    /** Takes the next attempt, if there is one and a place for it; it must be ended. */
    Optional<Task> next() {
        if (running >= places) {
            return Optional.empty();
        }
        Optional<Entry> next = ready.take(domain -> destinations.get(domain).mayBegin());
        return next.map(entry -> {
            running++;
            return new Task(entry, destinations.get(entry.destination()).begin());
        });
    }

    /** Ends an attempt: gives its places back and learns from it. */
    void end(Task task, Tried tried) {
        Entry entry = task.entry();
        running--;
        destinations.get(entry.destination()).end(task.place(), tried.signal());
        ready.open(entry.destination());
        tried.dueAgain().ifPresentOrElse(at -> backlog.postpone(entry, at), () -> {
            backlog.remove(entry);
            destinations.leave(entry.destination());
        });
    }

    /** When something becomes due next, if anything waits for its time. */
    Optional<Instant> nextDue() {
        return backlog.nextDue();
    }

    /** Whether no attempt is under way. */
    boolean isIdle() {
        return running == 0;
    }

    Backlog backlog() {
        return backlog;
    }
}
