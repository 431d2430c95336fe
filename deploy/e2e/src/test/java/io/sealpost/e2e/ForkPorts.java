package io.sealpost.e2e;

import io.sealpost.local.stack.Ports;

/**
 * Ports for the stacks of this JVM. The build runs the tests in several at once, whose stacks may look for free ports in the
 * same moment; so each JVM looks among offsets of its own, at which no port is one of another's.
 */
final class ForkPorts {
    private static final int FIRST = 10_000;
    private static final int OFFSETS = 300;
    private static final int APART = 1_500;

    private ForkPorts() {}

    static Ports free(int relays) {
        int fork = Integer.getInteger("surefire.forkNumber", 1);
        return Ports.free(relays, FIRST + (fork - 1) * APART, OFFSETS);
    }
}
