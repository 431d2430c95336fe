package io.sealpost.bounce.reporting;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether events arrive. Ready all the same: what is stored is sent, and operators get their answers. */
@Readiness
@ApplicationScoped
class BrokerHealth implements HealthCheck {

    private final KafkaClientService clients;

    BrokerHealth(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        boolean connected = clients.getConsumer("reports-due") != null
                && isConnected(clients.getConsumer("reports-due").unwrap());
        return HealthCheckResponse.named("message broker")
                .up()
                .withData("connected", connected)
                .withData(
                        "meaning",
                        connected
                                ? "Events are taken from the message broker."
                                : "The message broker cannot be reached at present. What is stored is sent; "
                                        + "events are taken when it is back.")
                .build();
    }

    private static boolean isConnected(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Number count && count.doubleValue() > 0);
    }
}
