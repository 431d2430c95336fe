package io.sealpost.relay.ingress;

import java.time.Duration;

/**
 * Says when a client has kept the relay waiting for too long. Silence is one thing; a client that sends an octet now and
 * then to hold its connection is another, so a command and a message have a time for their whole, too. Pure; times are
 * nanoseconds of any one clock. For one thread.
 */
final class Patience {
    private final ClientTimeouts limits;
    private Awaited awaited = new Awaited(Awaited.What.COMMAND, 0);
    private long heardAt;
    private long begunAt;
    private boolean begun;

    Patience(ClientTimeouts limits, long now) {
        this.limits = limits;
        this.heardAt = now;
    }

    /** Octets have come. */
    void heard(long now) {
        heardAt = now;
        if (!begun) {
            begun = true;
            begunAt = now;
        }
    }

    /** The session waits for that now. */
    void awaits(Awaited now) {
        if (!now.equals(awaited)) {
            awaited = now;
            begun = false;
        }
    }

    boolean isOver(long now) {
        return switch (awaited.what()) {
            case COMMAND -> isOver(now, limits.idle(), limits.command());
            case DATA -> isOver(now, limits.block(), limits.data());
            case NOTHING -> false;
        };
    }

    private boolean isOver(long now, Duration silence, Duration whole) {
        return now - heardAt >= silence.toNanos() || (begun && now - begunAt >= whole.toNanos());
    }
}
