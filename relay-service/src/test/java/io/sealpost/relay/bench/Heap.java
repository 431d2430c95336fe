package io.sealpost.relay.bench;

/** What this JVM's heap holds. */
public final class Heap {
    private static final int COLLECTIONS = 4;

    private Heap() {}

    /** Octets in use, the least that is seen after some collections. */
    public static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < COLLECTIONS; round++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
