package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many messages are tried at once at one destination, so that a slow one does not take every place. For one
 * thread.
 */
final class DestinationLimits {
    private final int limit;
    private final Map<Domain, Integer> running = new HashMap<>();

    DestinationLimits(int limit) {
        this.limit = limit;
    }

    boolean hasRoom(Domain destination) {
        return running.getOrDefault(destination, 0) < limit;
    }

    /** Takes a place. */
    void begin(Domain destination) {
        running.merge(destination, 1, Integer::sum);
    }

    /** Gives the place back. */
    void end(Domain destination) {
        running.computeIfPresent(destination, (d, count) -> count == 1 ? null : count - 1);
    }
}
