package io.sealpost.rules.rollout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells how many relays take part. */
@ApplicationScoped
class RelayMetrics {

    void start(@Observes StartupEvent started, MeterRegistry metrics, Roster roster) {
        count(metrics, roster, "active", false);
        count(metrics, roster, "silent", true);
    }

    private static void count(MeterRegistry metrics, Roster roster, String state, boolean silent) {
        Gauge.builder(
                        "sealpost.relays",
                        roster,
                        relays -> relays.present().stream()
                                .filter(relay -> relays.isSilent(relay) == silent)
                                .count())
                .tag("state", state)
                .description("Relays that take part, by whether they were heard of lately")
                .register(metrics);
    }
}
