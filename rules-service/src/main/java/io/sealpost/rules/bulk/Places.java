package io.sealpost.rules.bulk;

import io.sealpost.rules.problem.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets a few streams run at once, for each holds what others need, for as long as its client likes; and of one caller no
 * more than half of them. Thread-safe.
 */
final class Places {

    private static final int MOST = 4;
    private static final int MOST_OF_ONE = 2;
    private static final long RETRY_AFTER_SECONDS = 10;

    private final Map<String, Integer> taken = new HashMap<>();

    /** A place; close it to give it back. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a place; throws {@link Problem.TooManyRequests} where none is free for this caller. */
    synchronized Place take(String caller) {
        int own = taken.getOrDefault(caller, 0);
        int all = taken.values().stream().mapToInt(Integer::intValue).sum();
        if (own == MOST_OF_ONE || all == MOST) {
            throw new Problem.TooManyRequests(RETRY_AFTER_SECONDS).asException();
        }
        taken.put(caller, own + 1);
        return () -> release(caller);
    }

    private synchronized void release(String caller) {
        taken.computeIfPresent(caller, (key, own) -> own == 1 ? null : own - 1);
    }
}
