package io.sealpost.relay.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.relay.delivery.Delivery;
import io.sealpost.relay.delivery.TlsMemory;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.report.EventWriter;
import io.sealpost.relay.route.Router;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.spool.Spool;
import io.sealpost.tracing.Tracing;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Puts the queue together, starts and stops it. */
@Singleton
final class QueueWiring {
    private static final int BEFORE_INGRESS = 1000;
    private static final int AFTER_INGRESS = 1000;

    @Produces
    @Singleton
    InternalErrors internalErrors(MeterRegistry registry) {
        return new InternalErrors(registry);
    }

    @Produces
    @Singleton
    Courier courier(Spool spool, Router router, Delivery delivery, InternalErrors errors, Tracing tracing) {
        return new Courier(spool, router, delivery, errors, tracing);
    }

    @Produces
    @Singleton
    static TlsMemory tlsMemory(Spool spool) {
        return new TlsMemory() {
            @Override
            public void saw(Domain domain, Instant at) {
                spool.tlsSightings().add(domain, at);
            }

            @Override
            public CompletionStage<Boolean> hasSeen(Domain domain, Instant now) {
                return spool.tlsSightings().last(domain, now).thenApply(Optional::isPresent);
            }
        };
    }

    @Produces
    @Singleton
    QueueMetrics metrics(MeterRegistry registry, Spool spool) {
        return new QueueMetrics(registry, spool);
    }

    @Produces
    @Singleton
    Settler settler(
            Spool spool, EventWriter events, QueueSettings settings, QueueMetrics metrics, InternalErrors errors) {
        return new Settler(
                spool, Schedule.of(settings), events, Clock.systemUTC(), metrics.andThen(new OutcomeLog()), errors);
    }

    @Produces
    @Singleton
    OpenMessages openMessages() {
        return new OpenMessages();
    }

    @Produces
    @Singleton
    Interventions interventions(
            Spool spool, OpenMessages open, Settler settler, Rulesets rulesets, Vertx vertx, DeliveryQueue queue) {
        return new Interventions(
                spool, open, settler, () -> rulesets.current().map(view -> view::domain), vertx, queue::retryNow);
    }

    @Produces
    @Singleton
    DeliveryQueue queue(
            Spool spool,
            OpenMessages open,
            Rulesets rulesets,
            Courier courier,
            Settler settler,
            QueueSettings settings,
            InternalErrors errors,
            Vertx vertx) {
        Clock clock = Clock.systemUTC();
        Attempts attempts = new Attempts(
                spool,
                open,
                () -> rulesets.current().map(view -> view::domain),
                courier,
                settler,
                clock,
                eventLoops(vertx));
        return new DeliveryQueue(
                spool,
                attempts::attempt,
                attempts::giveUp,
                () -> rulesets.current().isPresent(),
                settings,
                clock,
                errors);
    }

    @Produces
    @Singleton
    DelayNotices delayNotices(
            Spool spool,
            OpenMessages open,
            Settler settler,
            Rulesets rulesets,
            QueueSettings settings,
            InternalErrors errors,
            Vertx vertx) {
        return new DelayNotices(
                spool,
                open,
                settler,
                () -> rulesets.current().map(view -> view::domain),
                settings.delayNotice(),
                Clock.systemUTC(),
                errors,
                eventLoops(vertx).get(0));
    }

    @Produces
    @Singleton
    DestinationControl destinationControl(DeliveryQueue queue, Spool spool) {
        return new DestinationControl(queue, spool.pausedDestinations(), Clock.systemUTC());
    }

    void start(
            @Observes @Priority(BEFORE_INGRESS) StartupEvent event,
            DeliveryQueue queue,
            DelayNotices notices,
            QueueMetrics metrics) {
        metrics.observe(queue, Clock.systemUTC());
        queue.start();
        notices.start();
    }

    void stop(
            @Observes @Priority(AFTER_INGRESS) ShutdownEvent event,
            DeliveryQueue queue,
            DelayNotices notices,
            QueueSettings settings) {
        notices.stop();
        queue.stop(settings.stopTimeout());
    }

    /** One context a processor; a context made from a thread of ours would always be the same one. */
    static List<Context> eventLoops(Vertx vertx) {
        VertxInternal contexts = (VertxInternal) vertx;
        return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> (Context) contexts.createEventLoopContext())
                .toList();
    }
}
