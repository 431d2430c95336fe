package io.sealpost.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaBrokerIT {
    private final KafkaBroker broker;

    KafkaBrokerIT(@TempDir Path folder) {
        broker = KafkaBroker.start(folder.resolve("with space"), 0);
    }

    @AfterAll
    void end() {
        broker.close();
    }

    @Test
    void keepsItsRecordsOverAStop() throws Exception {
        createTopic("stop", Map.of());
        produce("stop", "before".getBytes(StandardCharsets.UTF_8));

        broker.stop();
        broker.restart();
        produce("stop", "after".getBytes(StandardCharsets.UTF_8));

        assertThat(consume("stop", 2)).extracting(KafkaBrokerIT::text).containsExactly("before", "after");
    }

    @Test
    void keepsItsRecordsOverTwoCrashesInARow() throws Exception {
        createTopic("crash", Map.of());
        produce("crash", "before".getBytes(StandardCharsets.UTF_8));

        for (int crash = 0; crash < 2; crash++) {
            broker.kill();
            broker.restart();
        }
        produce("crash", "after".getBytes(StandardCharsets.UTF_8));

        assertThat(consume("crash", 2)).extracting(KafkaBrokerIT::text).containsExactly("before", "after");
    }

    @Test
    void takesRecordsOf16MiB() throws Exception {
        createTopic("large", Map.of());

        produce("large", new byte[16 * 1024 * 1024]);

        assertThat(consume("large", 1).get(0).value()).hasSize(16 * 1024 * 1024);
    }

    /** Without it a start takes three times as long, and the tests start many. */
    @Test
    void startsFromTheArchiveOfItsClasses() throws Exception {
        assertThat(Files.readString(Path.of("/proc/" + broker.pid() + "/maps"))).contains("classes.jsa");
    }

    @Test
    void createsNoTopicByUse() {
        assertThatThrownBy(() -> {
                    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                        admin.describeTopics(List.of("nobody-made-it"))
                                .allTopicNames()
                                .get(30, TimeUnit.SECONDS);
                    }
                })
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void refusesASecondStartWhileItRuns() {
        assertThatThrownBy(broker::restart).hasMessageContaining("still runs");
    }

    private void createTopic(String name, Map<String, String> configs) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configs)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private void produce(String topic, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                17 * 1024 * 1024,
                "buffer.memory",
                40L * 1024 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        }
    }

    /** By a group, so that the broker's coordinator and its own topics work, too. */
    private List<ConsumerRecord<byte[], byte[]>> consume(String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "readers-of-" + topic,
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            consumer.commitSync(Duration.ofSeconds(10));
        }
        return records;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
