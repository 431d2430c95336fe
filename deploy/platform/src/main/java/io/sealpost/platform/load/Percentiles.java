package io.sealpost.platform.load;

import java.util.Arrays;

/** Measured durations, for questions such as: within which time did 99 of 100 end. */
public final class Percentiles {
    private final long[] ascending;

    private Percentiles(long[] ascending) {
        this.ascending = ascending;
    }

    /** @param values in whatever order and unit; at least one */
    public static Percentiles of(long[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is nothing to take percentiles of");
        }
        long[] ascending = values.clone();
        Arrays.sort(ascending);
        return new Percentiles(ascending);
    }

    /**
     * The least of the values that at least this share of all values does not exceed (nearest rank), in their unit.
     *
     * @param share above 0, up to 1
     */
    public long within(double share) {
        int rank = (int) Math.ceil(share * ascending.length);
        return ascending[Math.max(0, Math.min(ascending.length, rank) - 1)];
    }
}
