package io.sealpost.relay.ruleset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How old the rulesets are, how far they go, how many scopes are refused and how many submitters held back. */
@Singleton
class RulesetMetrics {
    private final Rulesets rulesets;
    private final UsedUpQuotas usedUp;
    private final MeterRegistry meters;

    RulesetMetrics(Rulesets rulesets, UsedUpQuotas usedUp, MeterRegistry meters) {
        this.rulesets = rulesets;
        this.usedUp = usedUp;
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
        Gauge.builder("sealpost.submitters.throttled", usedUp, u -> u.present().size())
                .description("Submitters, and domains as a whole, that have come up to a limit")
                .register(meters);
        Gauge.builder("sealpost.rulesets.following", rulesets, r -> isIn(Reading.State.FOLLOWING))
                .description("1 while Kafka answers and the topic is followed")
                .register(meters);
        Gauge.builder("sealpost.rulesets.topic.missing", rulesets, r -> isIn(Reading.State.TOPIC_MISSING))
                .description("1 while there is no topic sealpost.rulesets: no mail is taken or delivered")
                .register(meters);
        Gauge.builder("sealpost.rulesets.saved.copy", rulesets, r -> r.source() == Rulesets.Source.SAVED_COPY ? 1 : 0)
                .description("1 while the saved copy serves")
                .register(meters);
    }

    private int isIn(Reading.State state) {
        return rulesets.reading().state() == state ? 1 : 0;
    }
}
