package io.sealpost.relay.ingress;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while nobody can submit. */
@Readiness
@Singleton
class ListenerReadiness implements HealthCheck {
    private final SmtpServer server;

    ListenerReadiness(SmtpServer server) {
        this.server = server;
    }

    @Override
    public HealthCheckResponse call() {
        int port = server.port();
        return HealthCheckResponse.named("smtp")
                .status(port > 0)
                .withData("port", port)
                .build();
    }
}
