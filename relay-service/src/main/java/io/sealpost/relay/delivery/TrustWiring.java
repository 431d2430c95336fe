package io.sealpost.relay.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the trust store at the start, which it stops if it cannot be read, and keeps it up to date. */
@Singleton
final class TrustWiring {
    @Produces
    @Singleton
    TrustStore trustStore(TrustStoreSettings settings) {
        return settings.file().map(TrustStore::ofFile).orElseGet(TrustStore::ofJdk);
    }

    void watch(
            @Observes StartupEvent event,
            TrustStore trust,
            TrustStoreSettings settings,
            Vertx vertx,
            MeterRegistry meters) {
        Gauge.builder(
                        "sealpost.trust.certificates",
                        trust,
                        t -> t.roots().certificates().size())
                .description("roots in force")
                .register(meters);
        Gauge.builder("sealpost.trust.broken", trust, t -> t.isBroken() ? 1 : 0)
                .description("1 while the trust store's file cannot be read and an older state is in force")
                .register(meters);
        vertx.setPeriodic(
                Math.max(1, settings.checkInterval().toMillis()),
                due -> vertx.executeBlocking(
                        () -> {
                            trust.refresh();
                            return null;
                        },
                        false));
    }
}
