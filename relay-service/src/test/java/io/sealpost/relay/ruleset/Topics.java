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
import org.jspecify.annotations.Nullable;

/** Stands for the rules-service: writes rulesets and reads what relays tell. */
public final class Topics implements AutoCloseable {
    private static final int LARGE = 20 * 1024 * 1024;
    private static final String RULESETS = TopicFollower.PARTITION.topic();

    private final Map<String, Object> config;
    private final Admin admin;
    private final KafkaProducer<String, String> producer;

    public Topics(String bootstrapServers) {
        config = Map.of("bootstrap.servers", bootstrapServers);
        admin = Admin.create(config);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "max.request.size",
                        LARGE,
                        "buffer.memory",
                        (long) 2 * LARGE),
                new StringSerializer(),
                new StringSerializer());
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
        NewTopic topic = new NewTopic(RULESETS, 1, (short) 1)
                .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "" + LARGE));
        return admin.createTopics(List.of(topic)).topicId(RULESETS).get().toString();
    }

    /** Makes the topic of the rulesets anew, by which the loopback network sends for sender.example; gives its id. */
    public String registerSender() throws Exception {
        String topicId = createRulesets();
        put("organization/acme", Records.organization("acme", 1, ""));
        put(
                "domain/sender.example",
                Records.domain("sender.example", "acme", 2, "").replace("192.0.2.0/24", "127.0.0.0/8"));
        return topicId;
    }

    /** Writes a record; gives its offset. */
    public long put(String key, @Nullable String value) throws Exception {
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
        return records(StatusTopic.NAME);
    }

    /** What a relay has told last. */
    public String lastStatus() throws Exception {
        List<ConsumerRecord<String, String>> told = statusRecords();
        return told.get(told.size() - 1).value();
    }

    /** The values of all records of a topic so far; none if it is not there. */
    public List<String> values(String topic) throws Exception {
        return records(topic).stream().map(ConsumerRecord::value).toList();
    }

    private List<ConsumerRecord<String, String>> records(String topic) throws Exception {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        if (!names().contains(topic)) {
            return records;
        }
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
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
