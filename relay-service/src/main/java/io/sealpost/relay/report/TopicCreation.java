package io.sealpost.relay.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing; those that exist stay as their operator set them. */
final class TopicCreation {
    private final Map<String, Object> kafka;
    private final short replication;

    TopicCreation(Map<String, Object> kafka, short replication) {
        this.kafka = Map.copyOf(kafka);
        this.replication = replication;
    }

    /**
     * Blocks until they exist.
     *
     * @throws KafkaException if one of them cannot be made
     */
    void run() throws InterruptedException {
        Admin admin = Admin.create(kafka);
        try {
            for (NewTopic topic : Topics.all(replication)) {
                create(admin, topic);
            }
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private static void create(Admin admin, NewTopic topic) throws InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create the topic " + topic.name(), e.getCause());
            }
        }
    }
}
