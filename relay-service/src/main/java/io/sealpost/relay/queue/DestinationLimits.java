package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds how many messages go to one recipient domain at once, so that a slow destination does not take every place.
 *
 * <p>A message may begin if one of its destinations at least has room; so a full destination does not hold up the other
 * recipients of a message. Otherwise it is parked, by name only, until its first destination has room. For one thread.
 */
final class DestinationLimits {
    private final int limit;
    private final Map<Domain, Integer> running = new HashMap<>();
    private final Map<Domain, Deque<QueueId>> parked = new HashMap<>();

    DestinationLimits(int limit) {
        this.limit = limit;
    }

    /** Takes a place at each destination and returns true, or parks the message and returns false. */
    boolean begin(QueueId id, List<Domain> destinations) {
        if (!destinations.isEmpty() && destinations.stream().allMatch(this::isFull)) {
            parked.computeIfAbsent(destinations.get(0), d -> new ArrayDeque<>()).add(id);
            return false;
        }
        destinations.forEach(domain -> running.merge(domain, 1, Integer::sum));
        return true;
    }

    /** Gives the places back; returns the parked messages that may now try again. */
    Collection<QueueId> end(List<Domain> destinations) {
        List<QueueId> freed = new ArrayList<>();
        for (Domain domain : destinations) {
            running.computeIfPresent(domain, (d, count) -> count == 1 ? null : count - 1);
            Deque<QueueId> waiting = parked.get(domain);
            if (waiting != null) {
                freed.add(waiting.remove());
                if (waiting.isEmpty()) {
                    parked.remove(domain);
                }
            }
        }
        return freed;
    }

    private boolean isFull(Domain domain) {
        return running.getOrDefault(domain, 0) >= limit;
    }
}
