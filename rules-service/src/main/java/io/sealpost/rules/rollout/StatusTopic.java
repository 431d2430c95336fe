package io.sealpost.rules.rollout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topic on which relays tell what they apply. */
@ApplicationScoped
class StatusTopic {

    static final String NAME = "sealpost.relay-status";

    private final Admin admin;
    private final CompactedTopic topic;

    StatusTopic(Admin admin, TopicsConfig config) {
        this.admin = admin;
        this.topic = new CompactedTopic(NAME, Map.of(), config);
    }

    TopicPartition partition() {
        return topic.partition();
    }

    /** Makes the topic if it is missing; blocks. */
    void ensure() {
        topic.id(admin);
    }

    /** The offset behind the topic's present last record. */
    CompletableFuture<Long> end() {
        return admin.listOffsets(Map.of(partition(), OffsetSpec.latest()))
                .partitionResult(partition())
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(offset -> offset.offset());
    }
}
