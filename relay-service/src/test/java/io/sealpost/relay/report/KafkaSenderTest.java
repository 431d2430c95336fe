package io.sealpost.relay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.relay.spool.Outbox;
import io.sealpost.relay.spool.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaSenderTest {
    private static final RelayIdentity RELAY = new RelayIdentity("relay-1", "relay-1.sealpost.example");
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final MockProducer<String, String> broker =
            new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());

    @Test
    void settlesWhatASlowBrokerHasConfirmed() {
        CompletableFuture<KafkaSender.Sent> sending = send(Duration.ofMillis(300), 3);
        await().until(() -> broker.history().size() == 3);

        broker.completeNext();

        KafkaSender.Sent sent = sending.join();
        assertThat(sent.settled()).isOne();
        assertThat(sent.failure()).isPresent();
    }

    @Test
    void settlesAnEventThatIsTooLargeLikeTheOthers() {
        CompletableFuture<KafkaSender.Sent> sending = send(Duration.ofSeconds(10), 3);
        await().until(() -> broker.history().size() == 3);

        broker.completeNext();
        broker.errorNext(new RecordTooLargeException());
        broker.completeNext();

        KafkaSender.Sent sent = sending.join();
        assertThat(sent.settled()).isEqualTo(3);
        assertThat(sent.failure()).isEmpty();
        assertThat(sent.tooLarge()).extracting(Outbox.Entry::sequence).containsExactly(2L);
    }

    @Test
    void tellsTheTraceOfAnEventInAHeader() {
        OutboxEvent event = event("e-1");
        OutboxEvent traced = new OutboxEvent(
                event.topic(),
                event.key(),
                event.id(),
                event.type(),
                event.at(),
                event.value(),
                Optional.of(TRACEPARENT));
        CompletableFuture<KafkaSender.Sent> sending =
                send(Duration.ofSeconds(10), List.of(new Outbox.Entry(1, event), new Outbox.Entry(2, traced)));
        await().until(() -> broker.history().size() == 2);
        broker.completeNext();
        broker.completeNext();
        sending.join();

        assertThat(broker.history().get(0).headers().lastHeader("traceparent")).isNull();
        assertThat(broker.history().get(1).headers().lastHeader("traceparent").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TRACEPARENT);
    }

    private CompletableFuture<KafkaSender.Sent> send(Duration limit, int events) {
        List<Outbox.Entry> entries = IntStream.rangeClosed(1, events)
                .mapToObj(n -> new Outbox.Entry(n, event("e-" + n)))
                .toList();
        return send(limit, entries);
    }

    private CompletableFuture<KafkaSender.Sent> send(Duration limit, List<Outbox.Entry> entries) {
        KafkaSender sender = new KafkaSender(broker, RELAY, limit);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return sender.send(entries);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static OutboxEvent event(String id) {
        return new OutboxEvent(
                "sealpost.deliveries", "key", id, "io.sealpost.delivery", Instant.parse("2026-11-24T08:16:00Z"), id);
    }
}
