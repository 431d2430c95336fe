package io.sealpost.relay.route;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Shows an operator whether DANE can work at all. */
@Singleton
final class RouteMetrics {
    void register(@Observes StartupEvent event, Router router, MeterRegistry meters) {
        Gauge.builder("sealpost.dns.blind", router, each -> each.isBlind() ? 1 : 0)
                .description("1 while the DNS servers pass no DNSSEC, so that no TLSA record is used")
                .register(meters);
    }
}
