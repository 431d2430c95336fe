package io.sealpost.rules;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes to {@code sealpost.rulesets} what the service under test did not. */
public final class Stranger {

    private Stranger() {}

    /** Puts a state of which only the version matters. */
    public static void puts(String key, long epoch, long revision) {
        puts(key, "{\"scope\": \"%s\", \"epoch\": %d, \"revision\": %d}".formatted(key, epoch, revision));
    }

    public static void puts(String key, @Nullable String state) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TopicWatcher.servers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            "sealpost.rulesets", key, state == null ? null : state.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
