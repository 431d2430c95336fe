package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.PausedDestination;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All destinations of the queue. Of those to which nothing goes any more, what was learnt is kept for the latest
 * {@value #REMEMBERED}. For one thread, but for the number of the dead.
 */
final class Destinations {
    static final int REMEMBERED = 10_000;

    private final int highestLimit;
    private final Schedule schedule;
    private final Map<Domain, Destination> all = new HashMap<>();
    private final Set<Domain> unused = new LinkedHashSet<>();
    private final AtomicInteger dead = new AtomicInteger();

    /**
     * No destinations yet.
     *
     * @param highestLimit of attempts at one destination at once
     * @param schedule says how long a dead one is left alone
     */
    Destinations(int highestLimit, Schedule schedule) {
        this.highestLimit = highestLimit;
        this.schedule = schedule;
    }

    /** Something for the destination came into the queue. */
    void enter(Domain domain) {
        get(domain).enter();
        unused.remove(domain);
    }

    /** Something for the destination has left the queue. */
    void leave(Domain domain) {
        get(domain).leave();
        forgetInTime(domain);
    }

    /** Lets no attempt begin at a destination. */
    void pause(PausedDestination paused) {
        get(paused.domain()).pause(paused);
        unused.remove(paused.domain());
    }

    /** Lets attempts begin there again. */
    void resume(Domain domain) {
        get(domain).resume();
        forgetInTime(domain);
    }

    /** All that are paused. */
    List<PausedDestination> paused() {
        return all.values().stream()
                .map(Destination::paused)
                .flatMap(Optional::stream)
                .toList();
    }

    /** All that mail waits for, or that are dead or paused, in the order of their names. */
    List<DestinationStatus> statuses() {
        return all.entrySet().stream()
                .filter(each ->
                        each.getValue().entries() > 0 || each.getValue().held().isPresent())
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getValue().status(each.getKey()))
                .toList();
    }

    /** The destination, as it is known or new. */
    Destination get(Domain domain) {
        return all.computeIfAbsent(domain, name -> new Destination(highestLimit));
    }

    /** The destination, if it is known. */
    Optional<Destination> find(Domain domain) {
        return Optional.ofNullable(all.get(domain));
    }

    /** Ends an attempt there. */
    Optional<Destination.Change> end(Domain domain, Destination.Place place, Tried tried, Instant now) {
        Optional<Destination.Change> change = get(domain).end(place, tried, now, schedule::quiet);
        change.ifPresent(what -> {
            switch (what) {
                case DIED -> dead.incrementAndGet();
                case REVIVED -> dead.decrementAndGet();
                case STAYS_DEAD -> {}
            }
        });
        return change;
    }

    /** How many are known. */
    int size() {
        return all.size();
    }

    /** How many are dead; for all threads. */
    int dead() {
        return dead.get();
    }

    private void forgetInTime(Domain domain) {
        if (get(domain).isUnused()) {
            unused.add(domain);
        }
        if (unused.size() > REMEMBERED) {
            forget(unused.iterator().next());
        }
    }

    private void forget(Domain domain) {
        unused.remove(domain);
        if (find(domain).flatMap(Destination::dead).isPresent()) {
            dead.decrementAndGet();
        }
        all.remove(domain);
    }
}
