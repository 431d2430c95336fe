package io.sealpost.rules.publish;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Whether changes reach the relays. */
class PublisherHealth {

    private PublisherHealth() {}

    /**
     * Ready as soon as it knows how it stands. Without a broker changes are delayed, but they are taken, and so are
     * questions answered; the detail says what is wrong.
     */
    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {

        private final PublisherThread publisher;
        private final Backlogs backlogs;

        Ready(PublisherThread publisher, Backlogs backlogs) {
            this.publisher = publisher;
            this.backlogs = backlogs;
        }

        @Override
        public HealthCheckResponse call() {
            PublisherState state = publisher.state();
            long ahead = backlogs.latest().ahead();
            HealthCheckResponseBuilder answer = HealthCheckResponse.named("publisher")
                    .status(state != PublisherState.STARTING && state != PublisherState.DEAD)
                    .withData("state", state.name())
                    .withData("meaning", state.meaning())
                    .withData("unpublished", backlogs.latest().scopes());
            if (ahead > 0) {
                answer.withData("newerOnTopic", ahead);
            }
            return answer.build();
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
