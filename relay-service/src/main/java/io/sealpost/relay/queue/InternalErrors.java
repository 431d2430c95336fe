package io.sealpost.relay.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts failures of our own code in the queue, whoever logged them: none should ever be, so any is an alarm. */
final class InternalErrors {
    private final Counter counter;

    InternalErrors(MeterRegistry registry) {
        this.counter = Counter.builder("sealpost.delivery.internal.errors")
                .description("failures of the relay's own code in an attempt; the message is deferred")
                .register(registry);
    }

    void count() {
        counter.increment();
    }
}
