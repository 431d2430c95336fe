package io.sealpost.relay.queue;

import java.time.Instant;
import java.util.Optional;

/** Entries that are in the spool alone: how many, and what comes first of them. Changed by one thread, read by all. */
final class Remainder {
    private int entries;
    private volatile Optional<Instant> nextDue = Optional.empty();
    private volatile Optional<Instant> oldest = Optional.empty();

    void add(Entry entry) {
        add(
                1,
                Optional.of(entry.dueAt()),
                Optional.of(entry.acceptedAt())
                        .filter(at -> !entry.destination().isNowhere()));
    }

    void add(Remainder other) {
        add(other.entries, other.nextDue, other.oldest);
    }

    boolean isEmpty() {
        return entries == 0;
    }

    /** When the first of it is due. */
    Optional<Instant> nextDue() {
        return nextDue;
    }

    /** When the oldest message of it was accepted that is to go somewhere. */
    Optional<Instant> oldest() {
        return oldest;
    }

    /** The earlier one of those that are there. */
    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isAfter(other.get()) ? other : one;
    }

    private void add(int more, Optional<Instant> due, Optional<Instant> accepted) {
        entries += more;
        nextDue = earlier(nextDue, due);
        oldest = earlier(oldest, accepted);
    }
}
