package io.sealpost.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A plain consumer of {@code sealpost.rulesets} from its beginning. */
public final class TopicWatcher implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Message> seen = new ArrayList<>();

    public TopicWatcher() {
        this(servers());
    }

    public TopicWatcher(String servers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition("sealpost.rulesets", 0)));
    }

    public static String servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }

    /** The first record of that key that fits, waiting for it if need be. */
    public Message await(String key, Predicate<JsonNode> fits) {
        AtomicReference<@Nullable Message> found = new AtomicReference<>();
        Awaitility.await("a record of " + key).atMost(Duration.ofSeconds(30)).until(() -> {
            next(key, fits).ifPresent(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    /** All records up to the present end of the topic. */
    public List<Message> all() {
        TopicPartition partition = consumer.assignment().iterator().next();
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(50)).forEach(message -> seen.add(Message.of(message)));
        }
        return List.copyOf(seen);
    }

    /** All records of that key so far. */
    public List<Message> of(String key) {
        return seen.stream().filter(message -> message.key().equals(key)).toList();
    }

    private Optional<Message> next(String key, Predicate<JsonNode> fits) {
        consumer.poll(Duration.ofMillis(50)).forEach(message -> seen.add(Message.of(message)));
        return of(key).stream().filter(message -> fits.test(message.value())).findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** A record as a consumer sees it. Its JSON is read when asked for: rulesets of other tests name 100,000 addresses. */
    public record Message(String key, long offset, String json, Map<String, String> headers) {

        static Message of(ConsumerRecord<String, byte[]> message) {
            Map<String, String> headers = new HashMap<>();
            message.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
            String json = message.value() == null ? "" : new String(message.value(), StandardCharsets.UTF_8);
            return new Message(String.valueOf(message.key()), message.offset(), json, headers);
        }

        /** The ruleset; a missing node where a test has put something else. */
        public JsonNode value() {
            try {
                return JSON.readTree(json);
            } catch (IOException foreign) {
                return MissingNode.getInstance();
            }
        }

        public long revision() {
            return value().path("revision").asLong();
        }
    }
}
