package io.sealpost.rules.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rollout.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the whole topic for what stands on it. */
@ApplicationScoped
class TopicSearch {

    private static final Logger LOG = Logger.getLogger(TopicSearch.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final KafkaClients clients;
    private final RulesetTopic topic;

    TopicSearch(KafkaClients clients, RulesetTopic topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /** Every scope with a record on the topic, and the highest epoch; blocks; throws {@link KafkaException}. */
    Findings search() {
        Set<Scope> scopes = new HashSet<>();
        long epoch = 0;
        TopicPartition partition = topic.partition();
        try (Consumer<String, byte[]> consumer = clients.consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    scope(message).ifPresent(scopes::add);
                    epoch = Math.max(epoch, epoch(message));
                }
            }
        }
        return new Findings(scopes, epoch);
    }

    private static Optional<Scope> scope(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(Scope.ofKey(String.valueOf(message.key())));
        } catch (IllegalArgumentException foreign) {
            LOG.warnf("A foreign key on the topic topic=%s offset=%d", message.topic(), message.offset());
            return Optional.empty();
        }
    }

    private static long epoch(ConsumerRecord<String, byte[]> message) {
        try {
            JsonNode state = MAPPER.readTree(message.value() == null ? new byte[0] : message.value());
            return state.path("epoch").asLong(0);
        } catch (IOException foreign) {
            LOG.warnf("An unreadable record on the topic topic=%s offset=%d", message.topic(), message.offset());
            return 0;
        }
    }

    /** What stands on the topic. */
    record Findings(Set<Scope> scopes, long highestEpoch) {}
}
