package io.sealpost.bounce.reporting;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps the log short while something is away: told once, again every few minutes, and when it is back. It is away while
 * anybody waits for it.
 */
final class Absence {

    private static final Duration REMINDER = Duration.ofMinutes(5);

    private final Set<Object> waiting = new HashSet<>();
    private long toldAt;

    /** Notes that somebody waits for it, and tells so unless that was told lately. */
    synchronized void isAway(Object waiter, Runnable tell) {
        boolean told = !waiting.isEmpty() && System.nanoTime() - toldAt < REMINDER.toNanos();
        waiting.add(waiter);
        if (!told) {
            toldAt = System.nanoTime();
            tell.run();
        }
    }

    /** Notes that somebody does not wait for it, and tells so if that was the last who did. */
    synchronized void isThere(Object waiter, Runnable tell) {
        if (waiting.remove(waiter) && waiting.isEmpty()) {
            tell.run();
        }
    }

    /** How many wait for it. */
    synchronized int waiting() {
        return waiting.size();
    }
}
