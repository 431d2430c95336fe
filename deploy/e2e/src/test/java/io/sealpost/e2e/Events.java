package io.sealpost.e2e;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What an operator reads from the relays' topics. */
final class Events {
    private static final Duration POLL = Duration.ofMillis(500);

    private Events() {}

    /**
     * The events of one type that are on a topic now, each by its queue id. The relay publishes at least once: records
     * of the same event id are one event.
     */
    static List<String> queueIds(World world, String topic, String type) {
        Map<String, String> byEventId = new HashMap<>();
        read(world, topic).stream()
                .map(record -> JsonPath.from(record.value()).<String, String>getMap("$"))
                .filter(event -> type.equals(event.get("type")))
                .forEach(event -> byEventId.put(event.get("id"), event.get("queueId")));
        return List.copyOf(byEventId.values());
    }

    private static List<ConsumerRecord<String, String>> read(World world, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                world.stack.bootstrapServers(),
                "client.id",
                "reader-" + UUID.randomUUID(),
                "key.deserializer",
                StringDeserializer.class,
                "value.deserializer",
                StringDeserializer.class);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }
}
