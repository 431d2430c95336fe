package io.sealpost.rules.publish;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rollout.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands on the topic, no less strictly than relays do. A record that cannot be read is told once and stops nothing; where its key names
 * a scope, it counts as a state older than any. Used by the publisher's thread alone.
 */
@ApplicationScoped
class TopicRecords {

    private static final Logger LOG = Logger.getLogger(TopicRecords.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MOST_EMPTY_POLLS = 10;

    private final KafkaClients clients;
    private final RulesetTopic topic;
    private final Counter unreadable;
    private String toldTopicId = "";
    private long toldUpTo;

    TopicRecords(KafkaClients clients, RulesetTopic topic, MeterRegistry metrics) {
        this.clients = clients;
        this.topic = topic;
        this.unreadable = metrics.counter("sealpost.rulesets.unreadable");
    }

    /**
     * Reads from an offset to the present end, and returns that end. Blocks; throws
     * {@link org.apache.kafka.common.KafkaException}.
     */
    long read(String topicId, long from, java.util.function.Consumer<Standing> taker) {
        if (!topicId.equals(toldTopicId)) {
            toldTopicId = topicId;
            toldUpTo = 0;
        }
        TopicPartition partition = topic.partition();
        try (Consumer<String, byte[]> consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            int emptyPolls = 0;
            while (consumer.position(partition) < end) {
                var records = consumer.poll(POLL);
                emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
                if (emptyPolls > MOST_EMPTY_POLLS) {
                    throw new TimeoutException("The broker gives no records of " + RulesetTopic.NAME);
                }
                records.forEach(message -> standing(message).ifPresent(taker));
            }
            return end;
        }
    }

    private Optional<Standing> standing(ConsumerRecord<String, byte[]> message) {
        Optional<Scope> scope = scope(message.key());
        Optional<Standing> read = scope.flatMap(known -> read(known, message));
        if (read.isEmpty()) {
            tell(message);
        }
        return read.or(() -> scope.map(known -> new Standing(known, 0, 0, message.offset())));
    }

    private static Optional<Scope> scope(@Nullable String key) {
        try {
            return Optional.of(Scope.ofKey(String.valueOf(key)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<Standing> read(Scope scope, ConsumerRecord<String, byte[]> message) {
        try {
            JsonNode state = MAPPER.readTree(message.value() == null ? new byte[0] : message.value());
            JsonNode epoch = state.path("epoch");
            JsonNode revision = state.path("revision");
            boolean whole = state.path("scope").asText().equals(scope.key()) && isNumber(epoch) && isNumber(revision);
            return whole
                    ? Optional.of(new Standing(scope, epoch.longValue(), revision.longValue(), message.offset()))
                    : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 1;
    }

    private void tell(ConsumerRecord<String, byte[]> message) {
        if (message.offset() >= toldUpTo) {
            toldUpTo = message.offset() + 1;
            unreadable.increment();
            LOG.warnf(
                    "A record that cannot be read is passed over topic=%s partition=%d offset=%d",
                    message.topic(), message.partition(), message.offset());
        }
    }

    /** What a record says: of which scope it holds which state. */
    record Standing(Scope scope, long epoch, long revision, long offset) {}
}
