package io.sealpost.rules.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.rules.change.Publications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Tells how much is not published yet. */
@ApplicationScoped
class BacklogMetrics {

    void start(@Observes StartupEvent started, MeterRegistry metrics, Publications publications, Clock clock) {
        gauge(
                metrics,
                "sealpost.publish.backlog",
                "Scopes whose present state is not published",
                publications,
                p -> p.backlog().scopes());
        gauge(
                metrics,
                "sealpost.publish.backlog.age.seconds",
                "For how long the oldest of them waits",
                publications,
                p -> {
                    Instant now = clock.instant();
                    Instant since = p.backlog().since().orElse(now);
                    return Duration.between(since, now).toMillis() / 1000.0;
                });
    }

    private static void gauge(
            MeterRegistry metrics,
            String name,
            String description,
            Publications publications,
            ToDoubleFunction<Publications> value) {
        Gauge.builder(name, publications, value).description(description).register(metrics);
    }
}
