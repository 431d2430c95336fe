package io.sealpost.rules.publish;

import io.sealpost.rules.change.InstantText;
import io.sealpost.rules.rollout.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends rulesets as CloudEvents in binary mode. Used by the publisher's thread alone. */
@ApplicationScoped
class RulesetSender {

    private final KafkaClients clients;
    private @Nullable Producer<String, byte[]> producer;

    RulesetSender(KafkaClients clients) {
        this.clients = clients;
    }

    Future<RecordMetadata> send(Ruleset ruleset) {
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(RulesetTopic.NAME, 0, ruleset.scope(), ruleset.toJson());
        headers(ruleset).forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return producer().send(message);
    }

    /** Drops the connection and what it knows of the topic; the next send makes a new one. */
    @PreDestroy
    void reset() {
        Producer<String, byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(Duration.ofSeconds(1));
        }
    }

    private Producer<String, byte[]> producer() {
        Producer<String, byte[]> present = producer;
        if (present == null) {
            present = clients.producer();
            producer = present;
        }
        return present;
    }

    static Map<String, String> headers(Ruleset ruleset) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", ruleset.epoch() + "-" + ruleset.revision(),
                "ce_source", "/sealpost/rules-service",
                "ce_type", "io.sealpost.ruleset",
                "ce_time", InstantText.of(ruleset.changedAt()),
                "content-type", "application/json");
    }
}
