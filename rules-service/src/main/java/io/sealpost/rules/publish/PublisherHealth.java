package io.sealpost.rules.publish;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether changes reach the relays. */
class PublisherHealth {

    private PublisherHealth() {}

    /** Not ready before the broker was reached once; an outage later delays changes, but they are taken. */
    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {

        private final PublisherThread publisher;

        Ready(PublisherThread publisher) {
            this.publisher = publisher;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("publisher")
                    .status(publisher.wasWell())
                    .withData("state", publisher.state().name())
                    .build();
        }
    }

    /** Alive while its thread is. */
    @Liveness
    @ApplicationScoped
    static class Alive implements HealthCheck {

        private final PublisherThread publisher;

        Alive(PublisherThread publisher) {
            this.publisher = publisher;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("publisher thread")
                    .status(publisher.state() != PublisherState.DEAD)
                    .build();
        }
    }
}
