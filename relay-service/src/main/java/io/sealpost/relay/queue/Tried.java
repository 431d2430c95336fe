package io.sealpost.relay.queue;

import io.sealpost.relay.outcome.Cause;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt of a message at a destination came to, as the scheduler sees it.
 *
 * @param dueAgain when the message is due there again; empty where none of its recipients waits there any more
 * @param signal what was learnt of the destination
 * @param cause why recipients were deferred there, if any were
 */
record Tried(Optional<Instant> dueAgain, Signal signal, Optional<Cause> cause) {
    Tried {
        Objects.requireNonNull(dueAgain);
        Objects.requireNonNull(signal);
        Objects.requireNonNull(cause);
    }

    /** Nothing was learnt of the destination. */
    static Tried silent(Optional<Instant> dueAgain) {
        return new Tried(dueAgain, Signal.SILENT, Optional.empty());
    }
}
