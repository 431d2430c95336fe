package io.sealpost.bounce.reporting;

import io.quarkus.runtime.ShutdownEvent;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.UnreadableEventException;
import io.sealpost.bounce.record.Arrival;
import io.sealpost.bounce.record.DatabaseFailure;
import io.sealpost.bounce.record.EventStore;
import io.sealpost.bounce.record.ReportStatus;
import io.sealpost.bounce.record.Subject;
import io.sealpost.bounce.record.UnreadableRecords;
import io.sealpost.tracing.Tracing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores what arrives, batch after batch, and acknowledges each when all of it is stored or set aside.
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
    private final EventStore store;
    private final UnreadableRecords unreadable;
    private final SenderLoop sender;
    private final ReportMetrics metrics;
    private final Absence database = new Absence();
    private volatile boolean stopping;

    ReportsDueConsumer(EventStore store, UnreadableRecords unreadable, SenderLoop sender, ReportMetrics metrics) {
        this.store = store;
        this.unreadable = unreadable;
        this.sender = sender;
        this.metrics = metrics;
        metrics.watchHeld(database);
    }

    @Incoming("reports-due")
    Uni<Void> receive(ConsumerRecords<byte[], byte @Nullable []> batch) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> take(batch))
                .invoke(() -> database.isThere(this, () -> LOG.info("Events are stored again")))
                .onFailure()
                .invoke(failure -> hold(batch, failure))
                .onFailure(outage -> !stopping)
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** What is held when the service stops is left unacknowledged, and read again by whoever comes next. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void hold(ConsumerRecords<byte[], byte @Nullable []> batch, Throwable failure) {
        ConsumerRecord<byte[], byte @Nullable []> first = batch.iterator().next();
        database.isAway(
                this,
                () -> LOG.warnf(
                        "Events cannot be stored now, the topic waits topic=%s partition=%d offset=%d records=%d cause=%s",
                        first.topic(),
                        first.partition(),
                        first.offset(),
                        batch.count(),
                        failure.getClass().getSimpleName()));
    }

    private void take(ConsumerRecords<byte[], byte @Nullable []> batch) {
        List<ConsumerRecord<byte[], byte @Nullable []>> records = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (ConsumerRecord<byte[], byte @Nullable []> record : batch) {
            read(record).ifPresent(arrival -> {
                records.add(record);
                arrivals.add(arrival);
            });
        }
        try {
            store(arrivals);
        } catch (PersistenceException e) {
            if (!DatabaseFailure.isForContent(e)) {
                throw e;
            }
            for (int index = 0; index < records.size(); index++) {
                storeAlone(records.get(index), arrivals.get(index));
            }
        }
    }

    private Optional<Arrival> read(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        try {
            ReportDue event = reader.read(value);
            return Optional.of(new Arrival(event, Objects.requireNonNull(value), traceparent(record)));
        } catch (UnreadableEventException e) {
            setAside(record, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Of the record's header, if it has one that is well-formed. */
    static Optional<String> traceparent(ConsumerRecord<?, ?> record) {
        return Optional.ofNullable(record.headers().lastHeader("traceparent"))
                .map(header -> header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII))
                .filter(text -> Tracing.TRACEPARENT.matcher(text).matches());
    }

    /** Where one of a batch is refused, the others are stored without it. */
    private void storeAlone(ConsumerRecord<byte[], byte @Nullable []> record, Arrival arrival) {
        try {
            store(List.of(arrival));
        } catch (PersistenceException e) {
            if (!DatabaseFailure.isForContent(e)) {
                throw e;
            }
            setAside(record, "the database refuses its content");
        }
    }

    private void store(List<Arrival> arrivals) {
        for (ReportDue event : store.store(arrivals)) {
            LOG.infof(
                    "Report due eventId=%s type=%s queueId=%s relay=%s",
                    event.id(), event.type().wireName(), event.queueId(), event.relay());
            metrics.count(ReportStatus.RECEIVED, new Subject.OfEvent(event));
        }
        sender.wake();
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
