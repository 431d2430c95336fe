package io.sealpost.relay.ruleset;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Stands for the rules-service: writes rulesets and reads what relays tell. */
public final class Topics implements AutoCloseable {
    private static final String RULESETS = TopicFollower.PARTITION.topic();

    private final Map<String, Object> config;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    public Topics(String bootstrapServers) {
        config = Map.of("bootstrap.servers", bootstrapServers);
        admin = Admin.create(config);
        producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    /** Deletes both topics, if they are there, and waits until they are gone. */
    public void deleteAll() throws Exception {
        for (String topic : List.of(RULESETS, StatusTopic.NAME)) {
            if (names().contains(topic)) {
                admin.deleteTopics(Set.of(topic)).all().get();
            }
            await().until(() -> !names().contains(topic));
        }
    }

    public void deleteRulesets() throws Exception {
        admin.deleteTopics(Set.of(RULESETS)).all().get();
        await().until(() -> !names().contains(RULESETS));
    }

    /** Makes the topic of the rulesets; gives its id. */
    public String createRulesets() throws Exception {
        NewTopic topic = new NewTopic(RULESETS, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
        return admin.createTopics(List.of(topic)).topicId(RULESETS).get().toString();
    }

    /** Writes a record; gives its offset. */
    public long put(String key, String value) throws Exception {
        return producer.send(new ProducerRecord<>(RULESETS, key, value)).get().offset();
    }

    /** Writes a record some time before the next {@link #flush()} ends. */
    public void send(String key, String value) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(RULESETS, key, value));
    }

    public void flush() {
        producer.flush();
    }

    /** The latest status that satisfies the condition, perhaps none. */
    Optional<JsonNode> status(Predicate<JsonNode> condition) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        for (ConsumerRecord<String, String> record : statusRecords()) {
            JsonNode status = new JsonMapper().readTree(record.value());
            if (condition.test(status)) {
                found.add(status);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    /** All that relays have told so far. */
    List<ConsumerRecord<String, String>> statusRecords() throws Exception {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        if (!names().contains(StatusTopic.NAME)) {
            return records;
        }
        TopicPartition partition = new TopicPartition(StatusTopic.NAME, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    String cleanupPolicy(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(
                        admin.describeConfigs(Set.of(resource)).all().get().get(resource))
                .get("cleanup.policy")
                .value();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private Set<String> names() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }
}
