package io.sealpost.bounce.reporting;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether events arrive. Ready all the same: what is stored is sent, and operators get their answers. */
@Readiness
@ApplicationScoped
class BrokerHealth implements HealthCheck {

    private static final int LATELY_SECONDS = 10;
    private static final String CONNECTED = "Events are taken from the message broker.";
    private static final String AWAY =
            "The message broker cannot be reached at present. What is stored is sent; events are "
                    + "taken when it is back.";

    private final KafkaClientService clients;

    BrokerHealth(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        KafkaConsumer<?, ?> channel = clients.getConsumer("reports-due");
        boolean connected = channel != null && beats(channel.unwrap());
        return HealthCheckResponse.named("message broker")
                .up()
                .withData("connected", connected)
                .withData("meaning", connected ? CONNECTED : AWAY)
                .build();
    }

    /** Whether the group's coordinator was spoken to lately; a connection alone may lead to a broker that is frozen. */
    private static boolean beats(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Number seconds
                        && seconds.doubleValue() >= 0
                        && seconds.doubleValue() < LATELY_SECONDS);
    }
}
