package io.sealpost.rules.rollout;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.sealpost.rules.change.Publication;
import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
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
import org.jspecify.annotations.Nullable;

/**
 * All requests that wait for a change to be in force. They hold neither a thread nor a transaction: one thread of
 * its own looks at all of them whenever a relay speaks, a change is published, or a moment has passed (for another
 * instance may have published it).
 */
@ApplicationScoped
public class Waits {

    private static final Logger LOG = Logger.getLogger(Waits.class);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final String STOPPING = "This instance of the service stops. The change is stored.";

    private final Publications publications;
    private final Roster roster;
    private final StatusTopic topic;
    private final RolloutDecision decision;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "waits"));
    private final AtomicBoolean reviewDue = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable String hindrance;
    private volatile boolean stopping;
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

    /** Readiness is down, and requests are still answered: those that wait are, at once. */
    void stopping(@Observes ShutdownDelayInitiatedEvent soon) {
        stopping = true;
        execute(this::review);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** How far the change has come when it is in force, or when {@code most} has passed. Call it after the commit. */
    public Uni<Rollout> until(ScopeRevision wanted, Duration most) {
        return Uni.createFrom()
                .<Rollout>emitter(answer -> execute(() -> {
                    waiting.add(new Waiting(wanted, System.nanoTime() + most.toNanos(), answer));
                    Future<?> unused = thread.schedule(this::review, most.toNanos(), TimeUnit.NANOSECONDS);
                    look();
                    review();
                }))
                .emitOn(Infrastructure.getDefaultExecutor());
    }

    /** To be told how publishing stands, whenever that has changed. */
    public void take(List<Publication> publications) {
        execute(() -> {
            for (Waiting one : waiting) {
                publications.forEach(one::take);
                one.askForBarrier(topic, roster.readUpTo(), this::heard);
            }
            review();
        });
    }

    /** To be told what keeps changes from being published, in words for the caller of the API; null for nothing. */
    public void hindrance(@Nullable String words) {
        hindrance = words;
    }

    /** A relay has spoken. */
    void heard() {
        if (reviewDue.compareAndSet(false, true)) {
            execute(() -> {
                reviewDue.set(false);
                review();
            });
        }
    }

    /** Asks the database on another thread, lest a database that does not answer hold up all that wait. */
    private void look() {
        if (waiting.isEmpty() || !looking.compareAndSet(false, true)) {
            return;
        }
        Set<Scope> scopes = waiting.stream().map(one -> one.wanted().scope()).collect(Collectors.toSet());
        Infrastructure.getDefaultExecutor().execute(() -> {
            List<Publication> present = present(scopes);
            looking.set(false);
            take(present);
        });
    }

    private List<Publication> present(Set<Scope> scopes) {
        try {
            return publications.of(scopes);
        } catch (RuntimeException databaseAway) {
            LOG.debug("How publishing stands cannot be read now", databaseAway);
            return List.of();
        }
    }

    private void review() {
        List<Relay> relays = roster.present();
        Reading readUpTo = roster.readUpTo();
        String present = hindrance;
        waiting.removeIf(one -> one.finish(decision, relays, readUpTo, present) || (stopping && one.giveUp(STOPPING)));
    }

    private void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }
}
