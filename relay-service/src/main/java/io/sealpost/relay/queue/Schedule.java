package io.sealpost.relay.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Decides when a deferred message is tried again and when it is given up.
 *
 * <p>RFC 5321 §4.5.4.1: wait at least 30 minutes, keep trying for 4 to 5 days. The first retries come sooner, since
 * most refusals pass within minutes (greylisting): after 5, 10, 20 and 40 minutes, then hourly until the message is 12
 * hours old, then every 4 hours. Each wait is moved by up to a tenth either way, so that messages deferred together do
 * not come back together. The last attempt falls on the end of the lifetime.
 */
public final class Schedule {
    private static final int DOUBLINGS = 4;
    private static final int HOUR = 12;
    private static final double JITTER = 0.1;

    private final Duration first;
    private final Duration lifetime;
    private final DoubleSupplier chance;

    /**
     * @param first the wait after the first deferral; all others keep their proportion to it
     * @param lifetime from acceptance to the last attempt
     * @param chance numbers from 0 (inclusive) to 1 (exclusive)
     */
    public Schedule(Duration first, Duration lifetime, DoubleSupplier chance) {
        if (first.isNegative() || first.isZero() || lifetime.isNegative()) {
            throw new IllegalArgumentException("the first retry must be after some time, the lifetime not negative");
        }
        this.first = first;
        this.lifetime = lifetime;
        this.chance = chance;
    }

    /** As an operator set it. */
    static Schedule of(QueueSettings settings) {
        return new Schedule(
                settings.firstRetry(),
                settings.lifetime(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The next attempt.
     *
     * @param rounds that failed so far, at least 1
     */
    public Instant next(Instant acceptedAt, int rounds, Instant now) {
        Duration wait = wait(rounds, Duration.between(acceptedAt, now));
        Instant next = now.plus(jittered(wait));
        Instant end = end(acceptedAt);
        return next.isAfter(end) && now.isBefore(end) ? end : next;
    }

    /**
     * How long a destination is left alone that was found dead: as long as the wait of a message that found it so, but
     * for new mail's sake never more than the hourly one.
     *
     * @param rounds that found it dead one after the other, at least 1
     */
    Duration quiet(int rounds) {
        return jittered(wait(rounds, Duration.ZERO));
    }

    /** Whether a message is given up if it is deferred now. */
    public boolean isOver(Instant acceptedAt, Instant now) {
        return !now.isBefore(end(acceptedAt));
    }

    /** When the lifetime of a message is over. */
    Instant end(Instant acceptedAt) {
        return acceptedAt.plus(lifetime);
    }

    private Duration jittered(Duration wait) {
        double factor = 1 + JITTER * (2 * chance.getAsDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }

    private Duration wait(int rounds, Duration age) {
        if (rounds <= DOUBLINGS) {
            return first.multipliedBy(1L << (rounds - 1));
        }
        Duration hour = first.multipliedBy(HOUR);
        return age.compareTo(hour.multipliedBy(12)) < 0 ? hour : hour.multipliedBy(4);
    }
}
