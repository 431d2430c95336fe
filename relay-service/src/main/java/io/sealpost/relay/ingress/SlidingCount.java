package io.sealpost.relay.ingress;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts what happened within a span before now, to a sixtieth of it: what is older than the span is always gone, what is
 * younger is always counted. Fixed memory; not for several threads.
 */
final class SlidingCount {
    private static final int SLOTS = 60;

    private final long slotMillis;
    private final int[] counts = new int[SLOTS];
    private long newest;
    private int sum;

    SlidingCount(Duration span) {
        this.slotMillis = Math.max(1, span.toMillis() / SLOTS);
    }

    void add(int more, Instant now) {
        forgetOld(now);
        int index = index(newest);
        int fits = (int) Math.min(more, (long) Integer.MAX_VALUE - sum);
        counts[index] += fits;
        sum += fits;
    }

    int count(Instant now) {
        forgetOld(now);
        return sum;
    }

    /** When the count will be this or less, if nothing is added. */
    Instant whenAtMost(int most, Instant now) {
        forgetOld(now);
        int left = sum;
        for (long slot = newest - SLOTS + 1; slot <= newest; slot++) {
            if (left <= most) {
                break;
            }
            left -= counts[index(slot)];
            if (left <= most) {
                return Instant.ofEpochMilli((slot + SLOTS) * slotMillis);
            }
        }
        return now;
    }

    private void forgetOld(Instant now) {
        long present = Math.max(newest, Math.floorDiv(now.toEpochMilli(), slotMillis));
        long first = Math.max(newest + 1, present - SLOTS + 1);
        for (long slot = first; slot <= present; slot++) {
            sum -= counts[index(slot)];
            counts[index(slot)] = 0;
        }
        newest = present;
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) SLOTS);
    }
}
