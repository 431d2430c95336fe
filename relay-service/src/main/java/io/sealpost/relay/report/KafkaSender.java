package io.sealpost.relay.report;

import io.sealpost.relay.spool.Outbox;
import io.sealpost.relay.spool.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
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

    private final Producer<String, String> producer;
    private final String source;
    private final Duration limit;

    /**
     * @param kafka the application's Kafka settings: servers and security
     * @param limit how long {@link #send} waits for the broker
     */
    KafkaSender(Map<String, Object> kafka, RelayIdentity relay, Duration limit) {
        this(producer(kafka, relay), relay, limit);
    }

    KafkaSender(Producer<String, String> producer, RelayIdentity relay, Duration limit) {
        this.producer = producer;
        this.source = "/relays/" + relay.id();
        this.limit = limit;
    }

    private static Producer<String, String> producer(Map<String, Object> kafka, RelayIdentity relay) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sealpost-outbox-" + relay.id());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /**
     * What became of a run of events.
     *
     * @param settled how many of the first were confirmed, or are too large
     * @param tooLarge those of them that are too large
     * @param failure why the others are not confirmed; they must be sent again, and some may have been taken
     */
    record Sent(int settled, List<Outbox.Entry> tooLarge, Optional<KafkaException> failure) {}

    /** Sends some events. Blocks until the broker has all of them, or one is not confirmed in time. */
    Sent send(List<Outbox.Entry> entries) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Future<?>> sent = new ArrayList<>();
        for (Outbox.Entry entry : entries) {
            Future<?> future = producer.send(record(entry.event()));
            sent.add(future);
            if (future.isDone() && isTrouble(failure(future, deadline))) {
                // What has failed at once, for want of a broker, must not be overtaken by what follows.
                break;
            }
        }
        List<Outbox.Entry> tooLarge = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Optional<KafkaException> failure = failure(sent.get(i), deadline);
            if (isTrouble(failure)) {
                return new Sent(i, tooLarge, failure);
            }
            if (failure.isPresent()) {
                tooLarge.add(entries.get(i));
            }
        }
        return new Sent(sent.size(), tooLarge, Optional.empty());
    }

    /** Whether it is more than one event that is too large. */
    private static boolean isTrouble(Optional<KafkaException> failure) {
        return failure.filter(cause -> !(cause instanceof RecordTooLargeException))
                .isPresent();
    }

    /** Waits for the broker's answer; empty if it has the event. */
    private static Optional<KafkaException> failure(Future<?> sent, long deadline) throws InterruptedException {
        try {
            sent.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of(new KafkaException("the broker did not confirm in time", e));
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
        event.traceparent().ifPresent(trace -> header(record, "traceparent", trace));
        return record;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
