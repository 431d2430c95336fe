package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All destinations of the queue. Of those to which nothing goes any more, what was learnt is kept for the latest
 * {@value #REMEMBERED}. For one thread.
 */
final class Destinations {
    static final int REMEMBERED = 10_000;

    private final int highestLimit;
    private final Map<Domain, Destination> all = new HashMap<>();
    private final Set<Domain> unused = new LinkedHashSet<>();

    /** @param highestLimit of attempts at one destination at once */
    Destinations(int highestLimit) {
        this.highestLimit = highestLimit;
    }

    /** Something for the destination came into the queue. */
    void enter(Domain domain) {
        get(domain).enter();
        unused.remove(domain);
    }

    /** Something for the destination has left the queue. */
    void leave(Domain domain) {
        Destination destination = get(domain);
        destination.leave();
        if (destination.entries() == 0) {
            unused.add(domain);
        }
        if (unused.size() > REMEMBERED) {
            Domain longest = unused.iterator().next();
            unused.remove(longest);
            all.remove(longest);
        }
    }

    /** The destination, as it is known or new. */
    Destination get(Domain domain) {
        return all.computeIfAbsent(domain, name -> new Destination(highestLimit));
    }

    /** How many are known. */
    int size() {
        return all.size();
    }
}
