package io.sealpost.bounce.reporting;

import java.time.Duration;

/** Keeps the log short while something is away: told once, again every few minutes, and when it is back. */
final class Absence {

    private static final Duration REMINDER = Duration.ofMinutes(5);

    private boolean away;
    private long toldAt;

    /** Notes that it is away, and tells so unless that was told lately. */
    synchronized void isAway(Runnable tell) {
        boolean told = away && System.nanoTime() - toldAt < REMINDER.toNanos();
        away = true;
        if (!told) {
            toldAt = System.nanoTime();
            tell.run();
        }
    }

    /** Notes that it is there, and tells so if it was away. */
    synchronized void isThere(Runnable tell) {
        if (away) {
            away = false;
            tell.run();
        }
    }
}
