package io.sealpost.relay.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides when the spool is read for what the memory had no room for: once half of it is free, and else at times when some
 * of what is in the spool alone is due, since it may be due before what is in memory. The latter finds nothing better where
 * all that is due is held; so it takes a twentieth of the time at most. For one thread, but for {@link #oldest}.
 */
final class Overflow {
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);
    private static final int TIMES_AS_LONG = 20;

    private final int most;
    private final Schedule schedule;
    private volatile Remainder remainder = new Remainder();
    private Remainder sinceReading = new Remainder();
    private boolean reading;
    private Instant exchangeAt = Instant.EPOCH;
    private Instant fillAt = Instant.EPOCH;

    /** @param most entries in memory */
    Overflow(int most, Schedule schedule) {
        this.most = most;
        this.schedule = schedule;
    }

    /** An entry has left the memory, though nothing came of it. */
    void add(Entry entry) {
        remainder.add(entry);
        sinceReading.add(entry);
    }

    /** The first reading, after which it is known what there is. */
    Refill readAll(Predicate<Entry> known, Instant now) {
        reading = true;
        return new Refill(schedule, known, most, now);
    }

    /**
     * Begins a reading if it is time; it must be ended.
     *
     * @param entries in memory
     * @param known whether an entry is there
     */
    Optional<Refill> read(int entries, Predicate<Entry> known, Instant now) {
        if (nextTime(entries).filter(at -> !at.isAfter(now)).isEmpty()) {
            return Optional.empty();
        }
        reading = true;
        sinceReading = new Remainder();
        return Optional.of(new Refill(schedule, known, Math.max(1, most / 2), now));
    }

    /** Ends a reading. What was chosen comes into memory after this. */
    void end(Refill refill, Instant now) {
        reading = false;
        Remainder left = refill.left();
        left.add(sinceReading);
        remainder = left;
        Duration took = Duration.between(refill.begunAt(), now);
        exchangeAt = now.plus(longer(LEAST_PAUSE, took.multipliedBy(TIMES_AS_LONG)));
    }

    /** Ends a reading that failed: what there is remains so. */
    void fail(Instant now) {
        reading = false;
        fillAt = now.plus(LEAST_PAUSE);
        exchangeAt = fillAt;
    }

    /** When the spool is to be read next, as far as that is a matter of time. */
    Optional<Instant> nextTime(int entries) {
        if (reading || remainder.isEmpty()) {
            return Optional.empty();
        }
        return entries <= most / 2
                ? Optional.of(fillAt)
                : remainder.nextDue().map(due -> due.isAfter(exchangeAt) ? due : exchangeAt);
    }

    /** When the oldest message was accepted of which anything is in the spool alone; for all threads. */
    Optional<Instant> oldest() {
        return remainder.oldest();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
