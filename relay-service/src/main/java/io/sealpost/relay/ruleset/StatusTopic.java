package io.sealpost.relay.ruleset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The topic {@code sealpost.relay-status}: makes it if need be and writes to it. For one thread. */
@Singleton
class StatusTopic {
    static final String NAME = "sealpost.relay-status";

    private final KafkaClients kafka;
    private final boolean create;
    private final short replication;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Producer<String, String> producer;

    @Inject
    StatusTopic(KafkaClients kafka, RulesetSettings settings) {
        this(kafka, settings.createTopics(), settings.replication());
    }

    StatusTopic(KafkaClients kafka, boolean create, short replication) {
        this.kafka = kafka;
        this.create = create;
        this.replication = replication;
    }

    /** Writes a record and waits until Kafka has it. Blocks for some seconds at most, then a {@link KafkaException}. */
    void send(String relay, String value) {
        ProducerRecord<String, String> record = new ProducerRecord<>(NAME, relay, value);
        describe(record.headers(), relay);
        try {
            await(open().send(record));
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    void close() {
        Producer<String, String> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }

    private Producer<String, String> open() {
        Producer<String, String> open = producer;
        if (open == null) {
            if (create) {
                create();
            }
            open = kafka.producer();
            producer = open;
        }
        return open;
    }

    private void create() {
        NewTopic topic = new NewTopic(NAME, Optional.of(1), Optional.of(replication))
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(KafkaClients.MAX_RECORD)));
        try (Admin admin = kafka.admin()) {
            await(admin.createTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
        } catch (TopicExistsException e) {
            // As it should be: some relay was here before.
        }
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    /** The CloudEvents attributes. */
    private void describe(Headers headers, String relay) {
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", UUID.randomUUID().toString());
        header(headers, "ce_source", "/relays/" + relay);
        header(headers, "ce_type", "io.sealpost.relay-status");
        header(headers, "ce_time", clock.instant().toString());
        header(headers, "content-type", "application/json");
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
