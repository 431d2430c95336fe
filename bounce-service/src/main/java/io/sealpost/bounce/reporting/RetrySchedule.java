package io.sealpost.bounce.reporting;

import java.time.Duration;

/** Decides how long a report waits after a failed attempt: twice as long each time, up to a limit, spread by a fifth. */
record RetrySchedule(Duration shortest, Duration longest) {

    private static final double SPREAD = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    RetrySchedule {
        if (shortest.isNegative() || shortest.isZero() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("the shortest pause must be positive and no longer than the longest");
        }
    }

    /**
     * The pause after an attempt.
     *
     * @param attempts how many were made, at least 1
     * @param random from 0 (inclusive) to 1, spreads reports that failed together
     */
    Duration pauseAfter(int attempts, double random) {
        double doubled = (double) shortest.toMillis() * (1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        double bounded = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - SPREAD * random)));
    }
}
