package io.sealpost.relay.ruleset;

import java.util.Comparator;

/**
 * Orders the states of a scope.
 *
 * @param epoch raised after a restore of the database
 * @param revision grows with every change
 */
record Version(long epoch, long revision) implements Comparable<Version> {
    /** Before anything was read. */
    static final Version NONE = new Version(0, 0);

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::epoch).thenComparingLong(Version::revision);

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    boolean isNewerThan(Version other) {
        return compareTo(other) > 0;
    }
}
