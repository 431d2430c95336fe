package io.sealpost.relay.spool;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for the messages of tests, whatever time they are accepted at. */
public final class Ids {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Ids() {}

    /** A name that no other message of this JVM has. */
    public static QueueId next(Instant acceptedAt) {
        return QueueId.of(acceptedAt, NUMBER.getAndIncrement());
    }
}
