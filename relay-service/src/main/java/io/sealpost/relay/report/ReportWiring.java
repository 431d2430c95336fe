package io.sealpost.relay.report;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpoolSettings;
import io.sealpost.tracing.Tracing;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Makes the beans of this room, and the spool, whose messages and events are told of here. */
@Singleton
final class ReportWiring {
    private static final int AFTER_THE_QUEUE = 5000;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CONFIRMATION = Duration.ofSeconds(30);

    @Produces
    @Singleton
    RelayIdentity relayIdentity(IdentitySettings settings) {
        return new RelayIdentity(settings.id(), settings.hostName());
    }

    @Produces
    @Singleton
    Tracing tracing(TracingSettings settings, RelayIdentity relay) {
        return Tracing.of(settings.endpoint(), settings.oneIn(), "sealpost-relay", relay.id());
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }

    @Produces
    @Singleton
    EventWriter eventWriter(RelayIdentity relay) {
        return new EventWriter(relay, () -> UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    Spool spool(SpoolSettings settings, EventWriter events) {
        return settings.repair()
                ? Spool.repair(settings.directory(), events::accepted)
                : Spool.open(settings.directory(), events::accepted);
    }

    void close(@Disposes Spool spool) {
        spool.close();
    }

    @Produces
    @Singleton
    OutboxPublisher publisher(
            Spool spool,
            RelayIdentity relay,
            TopicSettings topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        TopicCreation creation = new TopicCreation(kafka, topics.replication());
        return new OutboxPublisher(
                spool.outbox(),
                topics.create() ? creation::run : () -> {},
                () -> new KafkaSender(kafka, relay, CONFIRMATION),
                PAUSE);
    }

    void start(@Observes StartupEvent event, OutboxPublisher publisher) {
        publisher.start();
    }

    /** After the queue has stopped, so that its last events go out. */
    void stop(@Observes @Priority(AFTER_THE_QUEUE) ShutdownEvent event, OutboxPublisher publisher) {
        publisher.close();
    }
}
