package io.sealpost.rules.rollout;

import io.quarkus.runtime.ShutdownEvent;
import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All requests that wait for a change to be in force. They hold neither a thread nor a transaction: one thread of
 * its own looks at all of them whenever a relay speaks, a change is published, or a moment has passed (for another
 * instance may have published it).
 */
@ApplicationScoped
public class Waits {

    private static final Logger LOG = Logger.getLogger(Waits.class);
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final Publications publications;
    private final Roster roster;
    private final StatusTopic topic;
    private final RolloutDecision decision;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "waits"));
    private final AtomicBoolean reviewDue = new AtomicBoolean();
    /** Touched by the one thread only. */
    private final List<Waiting> waiting = new ArrayList<>();

    Waits(Publications publications, Roster roster, StatusTopic topic, RolloutConfig config, Clock clock) {
        this.publications = publications;
        this.roster = roster;
        this.topic = topic;
        this.decision = new RolloutDecision(clock, config.silence());
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::look, MOMENT.toMillis(), MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    /** How far the change has come when it is in force, or when {@code most} has passed. Call it after the commit. */
    public Uni<Rollout> until(ScopeRevision wanted, Duration most) {
        return Uni.createFrom()
                .<Rollout>emitter(answer -> thread.execute(() -> {
                    waiting.add(new Waiting(wanted, System.nanoTime() + most.toNanos(), answer));
                    Future<?> unused = thread.schedule(this::review, most.toNanos(), TimeUnit.NANOSECONDS);
                    look();
                }))
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    /** To be told of every place where a state of a scope was published. */
    public void published(Place place) {
        thread.execute(() -> {
            take(List.of(place));
            review();
        });
    }

    /** A relay has spoken. */
    void heard() {
        if (reviewDue.compareAndSet(false, true)) {
            thread.execute(() -> {
                reviewDue.set(false);
                review();
            });
        }
    }

    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        Set<Scope> scopes = waiting.stream().map(one -> one.wanted().scope()).collect(Collectors.toSet());
        try {
            take(publications.places(scopes));
        } catch (RuntimeException databaseAway) {
            LOG.debug("Places of changes cannot be read now", databaseAway);
        }
        review();
    }

    private void take(List<Place> places) {
        for (Waiting one : waiting) {
            places.forEach(one::take);
            one.askForBarrier(topic, this::heard);
        }
    }

    private void review() {
        List<Relay> relays = roster.present();
        long readUpTo = roster.readUpTo();
        waiting.removeIf(one -> one.finish(decision, relays, readUpTo));
    }
}
