package io.sealpost.relay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxPublisherIT {
    private static final Instant AT = Instant.parse("2026-11-24T08:16:00Z");
    private static final RelayIdentity RELAY = new RelayIdentity("relay-1", "relay-1.sealpost.example");
    private static final SpooledMessage MESSAGE = Samples.message("<m1@sender.example>", AT);

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path temp;

    private static KafkaBroker broker;
    private Spool spool;
    private OutboxPublisher publisher;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(brokerFolder, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() {
        spool = Spool.open(temp.resolve("spool"));
        publisher = publisher();
        publisher.start();
    }

    @AfterEach
    void stop() {
        publisher.close();
        spool.close();
    }

    @Test
    void publishesInOrderAndEmptiesTheOutbox() throws Exception {
        String key = "in-order";
        for (int i = 0; i < 500; i++) {
            add(key, "e-" + i);
        }

        List<ConsumerRecord<String, String>> records = read(key, 500);

        assertThat(records).extracting(ConsumerRecord::value).containsExactlyElementsOf(values(500));
        await().until(() -> spool.outbox().size() == 0);
    }

    @Test
    void carriesTheCloudEventsAttributesAsHeaders() throws Exception {
        add("headers", "e-1");

        ConsumerRecord<String, String> record = read("headers", 1).get(0);

        assertThat(header(record, "ce_id")).isEqualTo("e-1");
        assertThat(header(record, "ce_type")).isEqualTo("io.sealpost.delivery");
        assertThat(header(record, "ce_source")).isEqualTo("/relays/relay-1");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_time")).isEqualTo("2026-11-24T08:16:00Z");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void waitsWhileTheBrokerIsAwayAndThenPublishesInOrder() throws Exception {
        String key = "away";
        add(key, "e-0");
        await().until(() -> spool.outbox().size() == 0);
        broker.kill();
        for (int i = 1; i < 50; i++) {
            add(key, "e-" + i);
        }
        long waiting = spool.outbox().size();
        broker.restart();

        List<ConsumerRecord<String, String>> records = read(key, 50);

        assertThat(waiting).isEqualTo(49);
        assertThat(distinct(records)).containsExactlyElementsOf(values(50));
        await().until(() -> spool.outbox().size() == 0);
    }

    /** The broker takes 16 MiB; the next event must not wait for what will never go. */
    @Test
    void setsAnEventAsideThatIsTooLargeAndGoesOn() throws Exception {
        add("large", "e-0");
        add("large", "x".repeat(17 * 1024 * 1024));
        add("large", "e-1");

        assertThat(read("large", 2)).extracting(ConsumerRecord::value).containsExactly("e-0", "e-1");
        await().until(() -> spool.outbox().size() == 0);
        assertThat(spool.outbox().setAside()).isOne();
    }

    /** The topic's own limit counts, too: the producer cannot know it. */
    @Test
    void setsAnEventAsideThatItsTopicRefuses() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(
                            new NewTopic("sealpost.small", 1, (short) 1).configs(Map.of("max.message.bytes", "1000"))))
                    .all()
                    .get();
        }
        Random random = new Random(1);
        String noise = random.ints(5000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        add("sealpost.small", "small", noise);
        add("small", "e-1");

        assertThat(read("small", 1)).extracting(ConsumerRecord::value).containsExactly("e-1");
        await().until(() -> spool.outbox().setAside() == 1);
    }

    @Test
    void makesATopicAgainThatHasGone() throws Exception {
        add("gone", "e-0");
        await().until(() -> spool.outbox().size() == 0);
        try (Admin admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of("sealpost.deliveries")).all().get();
        }
        add("gone", "e-1");

        assertThat(read("gone", 1)).extracting(ConsumerRecord::value).containsExactly("e-1");
    }

    @Test
    void publishesWhatWaitsBeforeItStops() throws Exception {
        for (int i = 0; i < 500; i++) {
            add("last", "e-" + i);
        }

        publisher.close();

        assertThat(spool.outbox().size()).isZero();
        assertThat(read("last", 500)).extracting(ConsumerRecord::value).containsExactlyElementsOf(values(500));
    }

    @Test
    void stopsInItsLimitWhileTheBrokerIsAwayAndKeepsWhatWaits() throws Exception {
        broker.kill();
        try {
            add("kept", "e-0");
            Instant asked = Instant.now();

            publisher.close();

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(9));
            assertThat(spool.outbox().size()).isOne();
        } finally {
            broker.restart();
        }
    }

    @Test
    void publishesAfterARestartWhatTheLastRunLeft() throws Exception {
        publisher.close();
        add("left", "e-0");
        spool.close();
        spool = Spool.open(temp.resolve("spool"));
        publisher = publisher();
        publisher.start();

        assertThat(read("left", 1)).extracting(ConsumerRecord::value).containsExactly("e-0");
    }

    @Test
    void makesTheTopicsWithTheirSettings() throws Exception {
        add("topics", "e-0");
        await().until(() -> spool.outbox().size() == 0);
        try (Admin admin = Admin.create(kafka())) {
            ConfigResource reports = new ConfigResource(ConfigResource.Type.TOPIC, "sealpost.reports-due");
            var config = admin.describeConfigs(List.of(reports)).all().get().get(reports);
            var topics = admin.describeTopics(List.of("sealpost.reports-due", "sealpost.deliveries"))
                    .allTopicNames()
                    .get();

            assertThat(config.get("retention.ms").value()).isEqualTo("2592000000");
            assertThat(config.get("max.message.bytes").value()).isEqualTo("16777216");
            assertThat(topics.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        }
    }

    private OutboxPublisher publisher() {
        return new OutboxPublisher(
                spool.outbox(),
                new TopicCreation(kafka(), (short) 1)::run,
                () -> new KafkaSender(kafka(), RELAY, Duration.ofSeconds(5)),
                Duration.ofMillis(100));
    }

    private void add(String key, String id) throws Exception {
        add("sealpost.deliveries", key, id);
    }

    private void add(String topic, String key, String id) throws Exception {
        OutboxEvent event = new OutboxEvent(topic, key, id, "io.sealpost.delivery", AT, id);
        spool.update(MESSAGE, List.of(event), List.of()).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e-" + i).toList();
    }

    private static List<ConsumerRecord<String, String>> read(String key, int count) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !consumer.partitionsFor("sealpost.deliveries").isEmpty());
            var partitions = consumer.partitionsFor("sealpost.deliveries").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
                return distinct(found).size() >= count;
            });
        }
        return found;
    }

    /** An event that was taken when the broker went is there twice, under the same id. */
    private static List<String> distinct(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(ConsumerRecord::value).distinct().toList();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
