package io.sealpost.rules.rollout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A topic of one partition that keeps the latest record of each key. Every call blocks. */
public final class CompactedTopic {

    private final String name;
    private final Map<String, String> settings;
    private final TopicsConfig config;

    public CompactedTopic(String name, Map<String, String> furtherSettings, TopicsConfig config) {
        this.name = name;
        this.settings = new HashMap<>(furtherSettings);
        this.settings.put("cleanup.policy", "compact");
        this.config = config;
    }

    public TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    /**
     * Kafka's id of the topic, which is made if it is missing and may be made; throws {@link KafkaException} if it is
     * missing otherwise or the broker is away.
     */
    public String id(Admin admin) {
        try {
            return describe(admin);
        } catch (UnknownTopicOrPartitionException missing) {
            if (!config.create()) {
                throw missing;
            }
            return create(admin);
        }
    }

    /** The offset behind the last record; throws {@link KafkaException}. */
    public long end(Admin admin) {
        return await(admin.listOffsets(Map.of(partition(), OffsetSpec.latest())).partitionResult(partition()))
                .offset();
    }

    private String describe(Admin admin) {
        TopicDescription description =
                await(admin.describeTopics(List.of(name)).topicNameValues().get(name));
        if (description.partitions().size() != 1) {
            throw new KafkaException(name + " must have one partition, but has "
                    + description.partitions().size());
        }
        return description.topicId().toString();
    }

    private String create(Admin admin) {
        NewTopic topic = new NewTopic(name, 1, config.replication()).configs(settings);
        try {
            return await(admin.createTopics(List.of(topic)).topicId(name)).toString();
        } catch (TopicExistsException another) {
            throw new KafkaException("The topic was made a moment ago and is not known everywhere yet", another);
        }
    }

    private static <T> T await(@Nullable KafkaFuture<T> answer) {
        try {
            return Objects.requireNonNull(answer).get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopped);
        }
    }
}
