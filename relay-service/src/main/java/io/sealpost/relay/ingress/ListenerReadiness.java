package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while nobody can submit, or nobody shall. Too full a spool does not count: clients hear so, and come again. */
@Readiness
@Singleton
class ListenerReadiness implements HealthCheck {
    private final SmtpServer server;
    private final Overload overload;
    private final Drain drain;

    ListenerReadiness(SmtpServer server, Overload overload, Drain drain) {
        this.server = server;
        this.overload = overload;
        this.drain = drain;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Integer> ports = server.ports();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("smtp")
                .status(drain.since().isEmpty()
                        && !ports.isEmpty()
                        && ports.values().stream().allMatch(port -> port > 0));
        ports.forEach((listener, port) -> response.withData(listener, port));
        response.withData("draining", drain.since().map(Instant::toString).orElse("no"));
        response.withData("overload", overload.refusal().map(Reply::words).orElse("none"));
        return response.build();
    }
}
