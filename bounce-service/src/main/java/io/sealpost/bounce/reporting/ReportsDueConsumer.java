package io.sealpost.bounce.reporting;

import io.quarkus.runtime.ShutdownEvent;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.UnreadableEventException;
import io.sealpost.bounce.record.DatabaseFailure;
import io.sealpost.bounce.record.ReportStatus;
import io.sealpost.bounce.record.ReportStore;
import io.sealpost.bounce.record.UnreadableRecords;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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
    private final Absence database = new Absence();
    private volatile boolean stopping;

    ReportsDueConsumer(ReportStore store, UnreadableRecords unreadable, SenderLoop sender, ReportMetrics metrics) {
        this.store = store;
        this.unreadable = unreadable;
        this.sender = sender;
        this.metrics = metrics;
        metrics.watchHeld(database);
    }

    @Incoming("reports-due")
    Uni<Void> receive(ConsumerRecord<byte[], byte @Nullable []> record) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> take(record))
                .invoke(() -> goOn(record))
                .onFailure()
                .invoke(failure -> hold(record, failure))
                .onFailure(outage -> !stopping)
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** What is held when the service stops is left unacknowledged, and read again by whoever comes next. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void hold(ConsumerRecord<byte[], byte @Nullable []> record, Throwable failure) {
        database.isAway(
                partition(record),
                () -> LOG.warnf(
                        "Event cannot be stored now, its partition waits topic=%s partition=%d offset=%d cause=%s",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        failure.getClass().getSimpleName()));
    }

    private void goOn(ConsumerRecord<byte[], byte @Nullable []> record) {
        database.isThere(partition(record), () -> LOG.info("Events are stored again"));
    }

    /** What waits: others may go on meanwhile where the channel takes several at once. */
    private static TopicPartition partition(ConsumerRecord<byte[], byte @Nullable []> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void take(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        try {
            store(reader.read(value), value);
        } catch (UnreadableEventException e) {
            setAside(record, String.valueOf(e.getMessage()));
        } catch (PersistenceException e) {
            if (!DatabaseFailure.isForContent(e)) {
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
