package io.sealpost.rules.publish;

import io.sealpost.rules.rollout.CompactedTopic;
import io.sealpost.rules.rollout.KafkaClients;
import io.sealpost.rules.rollout.TopicsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The topic on which rulesets stand. */
@ApplicationScoped
class RulesetTopic {

    static final String NAME = "sealpost.rulesets";

    private final Admin admin;
    private final CompactedTopic topic;

    RulesetTopic(Admin admin, TopicsConfig config) {
        this.admin = admin;
        Map<String, String> settings = Map.of(
                "max.message.bytes", Integer.toString(KafkaClients.LARGEST_RECORD), "compression.type", "producer");
        this.topic = new CompactedTopic(NAME, settings, config);
    }

    /** Kafka's id of the present topic, made if missing; blocks; throws {@link KafkaException} if there is none. */
    String id() {
        return topic.id(admin);
    }

    /** The offset behind the last record; blocks; throws {@link KafkaException}. */
    long end() {
        return topic.end(admin);
    }

    TopicPartition partition() {
        return topic.partition();
    }
}
