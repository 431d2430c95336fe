package io.sealpost.relay;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What code takes from the heap: unlike its time the same on every machine, whatever else runs there. The tests' JVM has the
 * first compiler alone, which leaves no allocation away.
 */
public final class Allocation {
    private static final int WARM_UP = 200;
    private static final int CALLS = 500;

    private Allocation() {}

    /** Octets for one call by this thread, on average; the first calls, in which classes are loaded, do not count. */
    public static long perCall(Runnable call) {
        repeat(call, WARM_UP);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        repeat(call, CALLS);
        return (thread.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void repeat(Runnable call, int times) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }
}
