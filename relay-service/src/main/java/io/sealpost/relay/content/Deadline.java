package io.sealpost.relay.content;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Ends what goes on when its time is over. */
final class Deadline implements Runnable {
    private final LongSupplier nanos;
    private final long begun;
    private final long most;

    /** Begins now. */
    Deadline(Duration most, LongSupplier nanos) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.most = most.toNanos();
    }

    /** @throws LimitReached if it is over */
    @Override
    public void run() {
        if (nanos.getAsLong() - begun > most) {
            throw new LimitReached("time");
        }
    }
}
