package io.sealpost.relay.queue;

import java.time.Duration;

/** Settings of the queue under test. */
record Settings(Duration lifetime, Duration firstRetry, int concurrency, int concurrencyPerDestination)
        implements QueueSettings {
    static Settings of(int concurrency, int perDestination) {
        return new Settings(Duration.ofDays(5), Duration.ofMinutes(5), concurrency, perDestination);
    }

    Settings with(int places, int perDestination) {
        return new Settings(lifetime, firstRetry, places, perDestination);
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
