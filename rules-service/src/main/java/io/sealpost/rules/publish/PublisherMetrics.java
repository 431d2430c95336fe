package io.sealpost.rules.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells what the publisher is doing and how much is not published yet. */
@ApplicationScoped
class PublisherMetrics {

    void start(
            @Observes StartupEvent started,
            MeterRegistry metrics,
            Backlogs backlogs,
            PublisherThread publisher,
            Clock clock) {
        Gauge.builder("sealpost.publish.backlog", backlogs, b -> b.latest().scopes())
                .description("Scopes whose present state is not published")
                .register(metrics);
        Gauge.builder("sealpost.publish.backlog.age.seconds", backlogs, b -> age(b, clock))
                .description("For how long the oldest of them waits")
                .register(metrics);
        Gauge.builder("sealpost.publish.ahead", backlogs, b -> b.latest().ahead())
                .description("Scopes of which the topic holds a newer state than the database")
                .register(metrics);
        for (PublisherState state : PublisherState.values()) {
            Gauge.builder("sealpost.publish.state", publisher, p -> p.state() == state ? 1 : 0)
                    .tag("state", state.name())
                    .description("1 for the state in which the publisher of this instance is")
                    .register(metrics);
        }
    }

    private static double age(Backlogs backlogs, Clock clock) {
        Instant now = clock.instant();
        Instant since = backlogs.latest().since().orElse(now);
        return Duration.between(since, now).toMillis() / 1000.0;
    }
}
