package io.sealpost.bounce.reporting;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.bounce.record.Claim;
import io.sealpost.bounce.record.ReportStore;
import io.sealpost.bounce.submit.RelaySubmitter;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Claims reports that are due and gives each to the sender, never more at once than the settings allow.
 *
 * <p>One pass at a time: a signal during a pass starts another one after it. Signals come after a store, a moment after a
 * report is done, so that one claim fills the places of several, and from the sweep, which finds what came due by its
 * pause or by a lease that was left behind.
 */
@ApplicationScoped
class SenderLoop {

    private static final Logger LOG = Logger.getLogger(SenderLoop.class);
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AFTER = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final ReportStore store;
    private final ReportSender sender;
    private final RelaySubmitter submitter;
    private final ReportMetrics metrics;
    private final SenderSettings settings;
    private final Executor workers = Infrastructure.getDefaultWorkerPool();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final Semaphore free;
    private final Absence database = new Absence();
    private volatile boolean stopping;

    SenderLoop(
            Vertx vertx,
            ReportStore store,
            ReportSender sender,
            RelaySubmitter submitter,
            ReportMetrics metrics,
            SenderSettings settings) {
        this.vertx = vertx;
        this.store = store;
        this.sender = sender;
        this.submitter = submitter;
        this.metrics = metrics;
        this.settings = settings;
        this.free = new Semaphore(settings.concurrency());
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(0, settings.sweep().toMillis(), timer -> workers.execute(this::sweep));
    }

    /**
     * Stops claiming and gives what is under way a moment to end. What does not is given back at once, with the relay that
     * may have it; only without a database it is left to its lease.
     */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (isIdleWithin(PATIENCE)) {
            return;
        }
        submitter.abandon();
        if (!isIdleWithin(PATIENCE_AFTER)) {
            LOG.warn("Reports under way are left to their leases");
        }
    }

    private boolean isIdleWithin(Duration patience) throws InterruptedException {
        return free.tryAcquire(settings.concurrency(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says that something may be due. Does not block. */
    void wake() {
        if (signals.getAndIncrement() == 0) {
            workers.execute(this::passes);
        }
    }

    private void wakeSoon() {
        if (gathering.compareAndSet(false, true)) {
            vertx.setTimer(GATHER.toMillis(), timer -> {
                gathering.set(false);
                wake();
            });
        }
    }

    /** One at a time: while the database does not answer, each takes seconds. */
    private void sweep() {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        wake();
        try {
            metrics.waiting(store.waiting());
        } catch (RuntimeException e) {
            LOG.debugf(e, "Waiting reports cannot be counted now");
        } finally {
            sweeping.set(false);
        }
    }

    private void passes() {
        int seen;
        do {
            seen = signals.get();
            pass();
        } while (!signals.compareAndSet(seen, 0));
    }

    private void pass() {
        int places = stopping || sender.hasUnsettled() ? 0 : free.drainPermits();
        List<Claim> claims = places == 0 ? List.of() : claim(places);
        free.release(places - claims.size());
        claims.forEach(this::send);
    }

    private List<Claim> claim(int places) {
        try {
            List<Claim> claims = store.claim(places, settings.lease());
            database.isThere(this, () -> LOG.info("Due reports are claimed again"));
            return claims;
        } catch (RuntimeException e) {
            database.isAway(
                    this,
                    () -> LOG.warnf(
                            "Due reports cannot be claimed now; trying on cause=%s",
                            e.getClass().getSimpleName()));
            return List.of();
        }
    }

    private void send(Claim claim) {
        sender.send(claim)
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        failure,
                        "Report left to its lease reportId=%s about=%s",
                        claim.reportId(),
                        claim.subject().name()))
                .onTermination()
                .invoke(() -> {
                    free.release();
                    wakeSoon();
                })
                .subscribe()
                .with(done -> {}, logged -> {});
    }
}
