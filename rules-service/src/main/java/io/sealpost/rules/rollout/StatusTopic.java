package io.sealpost.rules.rollout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Kafka's id of the topic, which is made if it is missing; blocks; throws for Kafka's reasons. */
    String id() {
        return topic.id(admin);
    }

    /** The end of the present topic. */
    CompletableFuture<Reading> end() {
        return admin.describeTopics(List.of(NAME))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .thenCompose(topics -> admin.listOffsets(Map.of(partition(), OffsetSpec.latest()))
                        .partitionResult(partition())
                        .toCompletionStage()
                        .thenApply(end -> new Reading(
                                Objects.requireNonNull(topics.get(NAME))
                                        .topicId()
                                        .toString(),
                                end.offset())));
    }
}
