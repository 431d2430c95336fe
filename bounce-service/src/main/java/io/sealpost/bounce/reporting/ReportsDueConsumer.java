package io.sealpost.bounce.reporting;

import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.UnreadableEventException;
import io.sealpost.bounce.record.ReportStatus;
import io.sealpost.bounce.record.ReportStore;
import io.sealpost.bounce.record.UnreadableRecords;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores what arrives, one record after the other, and acknowledges each when it is stored or set aside.
 *
 * <p>What the database refuses for its content is unreadable too: it would be refused for ever. Any other failure is taken
 * for an outage and tried again until it is over.
 */
@ApplicationScoped
class ReportsDueConsumer {

    private static final Logger LOG = Logger.getLogger(ReportsDueConsumer.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventReader reader = new EventReader();
    private final ReportStore store;
    private final UnreadableRecords unreadable;
    private final SenderLoop sender;
    private final ReportMetrics metrics;

    ReportsDueConsumer(ReportStore store, UnreadableRecords unreadable, SenderLoop sender, ReportMetrics metrics) {
        this.store = store;
        this.unreadable = unreadable;
        this.sender = sender;
        this.metrics = metrics;
    }

    @Incoming("reports-due")
    Uni<Void> receive(ConsumerRecord<byte[], byte @Nullable []> record) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> take(record))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Event cannot be stored now, waiting topic=%s partition=%d offset=%d cause=%s",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        failure.getClass().getSimpleName()))
                .onFailure()
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        try {
            store(reader.read(value), value);
        } catch (UnreadableEventException e) {
            setAside(record, String.valueOf(e.getMessage()));
        } catch (PersistenceException e) {
            if (!DatabaseRefusal.isForContent(e)) {
                throw e;
            }
            setAside(record, "the database refuses its content");
        }
    }

    private void store(ReportDue event, byte[] value) {
        if (store.store(event, value)) {
            LOG.infof(
                    "Report due eventId=%s type=%s queueId=%s relay=%s",
                    event.id(), event.type().wireName(), event.queueId(), event.relay());
            metrics.count(ReportStatus.RECEIVED, event.type());
            sender.wake();
        }
    }

    private void setAside(ConsumerRecord<byte[], byte @Nullable []> record, String reason) {
        var position = new UnreadableRecords.Position(
                record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
        if (unreadable.setAside(position, record.value(), reason)) {
            metrics.setAside();
            LOG.errorf(
                    "Unreadable record set aside topic=%s partition=%d offset=%d cause=%s",
                    record.topic(), record.partition(), record.offset(), reason);
        }
    }
}
