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
 * {@value #REMEMBERED}. What goes nowhere is only counted. For one thread, but for the numbers of the dead and the stopped.
 */
final class Destinations {
    static final int REMEMBERED = 10_000;

    private final int highestLimit;
    private final Schedule schedule;
    private final Map<NextHop, Destination> all = new HashMap<>();
    private final Set<NextHop> unused = new LinkedHashSet<>();
    private final AtomicInteger dead = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();

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
    void enter(NextHop hop) {
        if (hop.isNowhere()) {
            stopped.incrementAndGet();
            return;
        }
        get(hop).enter();
        unused.remove(hop);
    }

    /** Something for the destination has left the queue. */
    void leave(NextHop hop) {
        if (hop.isNowhere()) {
            stopped.decrementAndGet();
            return;
        }
        get(hop).leave();
        forgetInTime(hop);
    }

    /** Lets no attempt begin at a domain, neither of reports nor of other mail. */
    void pause(PausedDestination paused) {
        NextHop.all(paused.domain()).forEach(hop -> {
            get(hop).pause(paused);
            unused.remove(hop);
        });
    }

    /** Lets attempts begin there again. */
    void resume(Domain domain) {
        NextHop.all(domain).forEach(hop -> {
            get(hop).resume();
            forgetInTime(hop);
        });
    }

    /** All that are paused. */
    List<PausedDestination> paused() {
        return all.entrySet().stream()
                .filter(each -> !each.getKey().forReports())
                .flatMap(each -> each.getValue().paused().stream())
                .toList();
    }

    /** Whether a domain is paused, and by what. */
    Optional<PausedDestination> paused(Domain domain) {
        return find(NextHop.of(domain)).flatMap(Destination::paused);
    }

    /** All that mail waits for, or that are dead or paused, in the order of their names. */
    List<DestinationStatus> statuses() {
        return all.keySet().stream()
                .map(NextHop::domain)
                .distinct()
                .sorted()
                .map(this::status)
                .filter(status -> !status.isIdle())
                .toList();
    }

    private DestinationStatus status(Domain domain) {
        return new DestinationStatus(
                domain, traffic(NextHop.of(domain)), traffic(NextHop.ofReports(domain)), paused(domain));
    }

    private DestinationStatus.Traffic traffic(NextHop hop) {
        return find(hop).orElseGet(() -> new Destination(highestLimit)).traffic();
    }

    /** The destination, as it is known or new. */
    Destination get(NextHop hop) {
        return all.computeIfAbsent(hop, name -> new Destination(highestLimit));
    }

    /** The destination, if it is known. */
    Optional<Destination> find(NextHop hop) {
        return Optional.ofNullable(all.get(hop));
    }

    /** Ends an attempt there. */
    Optional<Destination.Change> end(NextHop hop, Destination.Place place, Tried tried, Instant now) {
        Optional<Destination.Change> change = get(hop).end(place, tried, now, schedule::quiet);
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

    /** Of how many messages a rule stops recipients; for all threads. */
    int stopped() {
        return stopped.get();
    }

    private void forgetInTime(NextHop hop) {
        if (get(hop).isUnused()) {
            unused.add(hop);
        }
        if (unused.size() > REMEMBERED) {
            forget(unused.iterator().next());
        }
    }

    private void forget(NextHop hop) {
        unused.remove(hop);
        if (find(hop).flatMap(Destination::dead).isPresent()) {
            dead.decrementAndGet();
        }
        all.remove(hop);
    }
}
