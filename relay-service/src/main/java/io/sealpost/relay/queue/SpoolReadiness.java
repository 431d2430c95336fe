package io.sealpost.relay.queue;

import io.sealpost.relay.spool.Spool;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the spool cannot be written. Events that wait for Kafka do not count: mail goes on without it. */
@Readiness
@Singleton
final class SpoolReadiness implements HealthCheck {
    private final Spool spool;

    SpoolReadiness(Spool spool) {
        this.spool = spool;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("spool")
                .status(!spool.isFailing())
                .withData("eventsWaiting", spool.outbox().size())
                .withData("eventsSetAside", spool.outbox().setAside())
                .withData("damagedRecords", spool.damagedRecords())
                .build();
    }
}
