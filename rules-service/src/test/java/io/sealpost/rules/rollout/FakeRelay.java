package io.sealpost.rules.rollout;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.sealpost.rules.Contracts;
import io.sealpost.rules.TopicWatcher;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Says on {@code sealpost.relay-status} what a relay would, in the words of the golden files. */
public final class FakeRelay implements AutoCloseable {

    private static final TopicPartition RULESETS = new TopicPartition("sealpost.rulesets", 0);

    private final String id;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private @Nullable ScheduledExecutorService thread;
    private @Nullable HttpServer rest;
    private String refused = "[]";

    FakeRelay(String id) {
        this(id, TopicWatcher.servers());
    }

    public FakeRelay(String id, String servers) {
        this.id = id;
        Map<String, Object> broker = Map.of("bootstrap.servers", servers);
        this.admin = Admin.create(broker);
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
    }

    String id() {
        return id;
    }

    /** From now on it tells every 100 ms that it applies everything. */
    public FakeRelay keepsUp() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor();
        Future<?> unused = started.scheduleAtFixedRate(this::saysWhatItApplies, 0, 100, TimeUnit.MILLISECONDS);
        thread = started;
        return this;
    }

    /** From now on its operator REST answers what it is asked to explain. */
    public FakeRelay explains(HttpHandler answer) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        started.createContext("/v1/explain", answer);
        started.start();
        rest = started;
        return this;
    }

    /** Its operator REST is away, though it goes on. */
    public FakeRelay stopsExplaining() {
        Objects.requireNonNull(rest).stop(0);
        return this;
    }

    FakeRelay refuses(String scope, String reason) {
        refused = "[{\"scope\": \"%s\", \"revision\": 1, \"reason\": \"%s\"}]".formatted(scope, reason);
        return this;
    }

    /** Tells once that it applies everything that is on the topic. */
    void saysWhatItApplies() {
        try {
            String topicId = Objects.requireNonNull(admin.describeTopics(List.of(RULESETS.topic()))
                            .allTopicNames()
                            .get()
                            .get(RULESETS.topic()))
                    .topicId()
                    .toString();
            long end = admin.listOffsets(Map.of(RULESETS, OffsetSpec.latest()))
                    .partitionResult(RULESETS)
                    .get()
                    .offset();
            says(Contracts.read("relay-status/active.json")
                    .replace(
                            "127.0.0.1:8081",
                            rest == null
                                    ? "127.0.0.1:1"
                                    : "127.0.0.1:" + rest.getAddress().getPort())
                    .replace("relay-1", id)
                    .replace("p8hYdyxUSNmLr0YWmFfUVg", topicId)
                    .replace("\"appliedOffset\": 57", "\"appliedOffset\": " + (end - 1))
                    .replaceAll("(?s)\\[.*\\]", refused.replace("\\", "\\\\")));
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void says(@Nullable String status) {
        try {
            producer.send(new ProducerRecord<>(
                            "sealpost.relay-status",
                            id,
                            status == null ? null : status.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void retire() {
        ScheduledExecutorService running = thread;
        if (running != null) {
            running.shutdown();
            try {
                running.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
        says(Contracts.read("relay-status/retired.json").replace("relay-1", id));
    }

    @Override
    public void close() {
        HttpServer serving = rest;
        if (serving != null) {
            serving.stop(0);
        }
        producer.close();
        admin.close();
    }
}
