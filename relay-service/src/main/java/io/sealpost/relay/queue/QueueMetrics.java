package io.sealpost.relay.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.Spool;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What operators see of queue, spool and outbox. */
final class QueueMetrics implements Consumer<Outcome> {
    private final MeterRegistry registry;
    private final Spool spool;

    QueueMetrics(MeterRegistry registry, Spool spool) {
        this.registry = registry;
        this.spool = spool;
        Gauge.builder("sealpost.outbox.waiting", spool, s -> s.outbox().size())
                .description("events that Kafka has not confirmed")
                .register(registry);
        Gauge.builder("sealpost.outbox.set.aside", spool, s -> s.outbox().setAside())
                .description("events that Kafka will not take for their size; kept in the spool")
                .register(registry);
        Gauge.builder("sealpost.spool.damaged", spool, Spool::damagedRecords)
                .description("envelope records that cannot be read")
                .register(registry);
        Timer commits = Timer.builder("sealpost.spool.commit")
                .description("time to write and sync one group of changes")
                .publishPercentileHistogram()
                .register(registry);
        spool.onCommitted((changes, took) -> commits.record(took));
    }

    void observe(DeliveryQueue queue, Clock clock) {
        Gauge.builder("sealpost.queue.messages", spool, Spool::messages)
                .description("messages that wait or are being tried, and those that cannot be read")
                .register(registry);
        Gauge.builder("sealpost.queue.messages.in.memory", queue, DeliveryQueue::size)
                .description("messages of which the schedule is in memory; the others are in the spool alone")
                .register(registry);
        Gauge.builder("sealpost.queue.attempts", queue, DeliveryQueue::underWay)
                .description("attempts under way, a message counting once for each of its destinations")
                .register(registry);
        Gauge.builder("sealpost.queue.destinations.dead", queue, DeliveryQueue::deadDestinations)
                .description("destinations of which no address can be reached; their mail waits for a probe")
                .register(registry);
        Gauge.builder("sealpost.queue.messages.held", queue, DeliveryQueue::stopped)
                .description("messages that a rule holds at least in part, as far as their schedule is in memory")
                .register(registry);
        Gauge.builder("sealpost.queue.oldest", queue, q -> age(q, clock).toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("age of the oldest message")
                .register(registry);
    }

    /** Counts recipients by what became of them. */
    @Override
    public void accept(Outcome outcome) {
        for (RecipientResult result : outcome.results()) {
            registry.counter(
                            "sealpost.delivery.outcomes",
                            "outcome",
                            result.outcome().match(d -> "delivered", d -> "deferred", f -> "failed"),
                            "class",
                            kind(result.outcome()).map(AttemptClass::word).orElse("UNROUTABLE"),
                            "requirement",
                            result.recipient().decision().requirement().level().word(),
                            "tls",
                            tlsVersion(result))
                    .increment();
            result.trial()
                    .ifPresent(trial -> registry.counter("sealpost.delivery.monitored", "outcome", trial.word())
                            .increment());
        }
    }

    /** Of the session that delivered; {@code none} in clear, and where nothing was delivered. */
    private static String tlsVersion(RecipientResult result) {
        return result.attempts().stream()
                .filter(attempt -> attempt.kind() == AttemptClass.DELIVERED)
                .flatMap(attempt -> attempt.tls().stream())
                .map(TlsEvidence::version)
                .findFirst()
                .orElse("none");
    }

    private static Optional<AttemptClass> kind(RecipientOutcome outcome) {
        return outcome.match(
                d -> Optional.of(AttemptClass.DELIVERED),
                d -> d.cause().kind(),
                f -> f.cause().kind());
    }

    private static Duration age(DeliveryQueue queue, Clock clock) {
        return queue.oldest()
                .map(accepted -> Duration.between(accepted, clock.instant()))
                .orElse(Duration.ZERO);
    }
}
