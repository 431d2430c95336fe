package io.sealpost.relay.ruleset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How old the rulesets are, how far they go, and how many scopes are refused. */
@Singleton
class RulesetMetrics {
    private final Rulesets rulesets;
    private final MeterRegistry meters;

    RulesetMetrics(Rulesets rulesets, MeterRegistry meters) {
        this.rulesets = rulesets;
        this.meters = meters;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("sealpost.rulesets.age", rulesets, r -> r.age().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("Since Kafka was last seen to hold nothing newer")
                .register(meters);
        Gauge.builder(
                        "sealpost.rulesets.applied.offset",
                        rulesets,
                        r -> r.known().map(Known::offset).orElse(-1L))
                .register(meters);
        Gauge.builder(
                        "sealpost.rulesets.refused.scopes",
                        rulesets,
                        r -> r.progress()
                                .map(progress -> progress.refused().size())
                                .orElse(0))
                .register(meters);
    }
}
