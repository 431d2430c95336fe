package io.sealpost.relay.report;

import io.sealpost.relay.spool.Outbox;
import io.sealpost.relay.spool.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends events to Kafka in their order and waits for the broker's confirmation of each.
 *
 * <p>An event never expires inside the producer, so that a later event cannot overtake it there. What is not confirmed
 * within a limit is given up together with the producer, which would wait for ever for a topic that was deleted.
 */
final class KafkaSender implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final KafkaProducer<String, String> producer;
    private final String source;
    private final Duration limit;

    /**
     * @param kafka the application's Kafka settings: servers and security
     * @param limit how long {@link #send} waits for the broker
     */
    KafkaSender(Map<String, Object> kafka, RelayIdentity relay, Duration limit) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sealpost-outbox-" + relay.id());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        this.source = "/relays/" + relay.id();
        this.limit = limit;
    }

    /**
     * Sends some events. Blocks until the broker has all of them, but for those that are returned: they are too large.
     *
     * @throws KafkaException if it has not: none of them may be taken as sent, some may have been
     */
    List<Outbox.Entry> send(List<Outbox.Entry> entries) throws InterruptedException {
        List<Outbox.Entry> tooLarge = new ArrayList<>();
        List<Future<?>> sent = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        for (Outbox.Entry entry : entries) {
            Future<?> future = producer.send(record(entry.event()));
            if (future.isDone()) {
                // What has failed at once, for want of a broker, must not be overtaken by what follows.
                isTaken(future, deadline);
            }
            sent.add(future);
        }
        for (int i = 0; i < sent.size(); i++) {
            if (!isTaken(sent.get(i), deadline)) {
                tooLarge.add(entries.get(i));
            }
        }
        return tooLarge;
    }

    /** Waits for the broker's answer: true: taken, false: too large. */
    private static boolean isTaken(Future<?> sent, long deadline) throws InterruptedException {
        try {
            sent.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker did not confirm in time", e);
        }
    }

    /** Gives up what is not confirmed. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }

    private ProducerRecord<String, String> record(OutboxEvent event) {
        ProducerRecord<String, String> record = new ProducerRecord<>(event.topic(), event.key(), event.value());
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", event.id());
        header(record, "ce_source", source);
        header(record, "ce_type", event.type());
        header(record, "ce_time", event.at().toString());
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
