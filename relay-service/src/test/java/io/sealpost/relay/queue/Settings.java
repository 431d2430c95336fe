package io.sealpost.relay.queue;

import java.time.Duration;

/** Settings of the queue under test. */
record Settings(Duration lifetime, Duration firstRetry, int concurrency, int concurrencyPerDestination, int maxInMemory)
        implements QueueSettings {
    static Settings of(int concurrency, int perDestination) {
        return new Settings(Duration.ofDays(5), Duration.ofMinutes(5), concurrency, perDestination, 100_000);
    }

    Settings with(int places, int perDestination) {
        return new Settings(lifetime, firstRetry, places, perDestination, maxInMemory);
    }

    /** With room for so many entries in memory. */
    Settings withMemory(int entries) {
        return new Settings(lifetime, firstRetry, concurrency, concurrencyPerDestination, entries);
    }

    @Override
    public Duration delayNotice() {
        return Duration.ofHours(4);
    }

    @Override
    public Duration stopTimeout() {
        return Duration.ofSeconds(5);
    }
}
