package io.sealpost.bounce.reporting;

import io.sealpost.bounce.dsn.NonDeliveryReport;
import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.record.Claim;
import io.sealpost.bounce.submit.RelaySubmitter;
import io.sealpost.bounce.submit.Submission;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes one claimed report to its end or to its next attempt. */
@Singleton
class ReportSender {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ReportComposer composer = new ReportComposer();
    private final RelaySubmitter submitter;
    private final Settlement settlement;
    private final AtomicInteger unsettled = new AtomicInteger();

    ReportSender(RelaySubmitter submitter, Settlement settlement) {
        this.submitter = submitter;
        this.settlement = settlement;
    }

    /**
     * Decides, composes, submits and settles. Does not block; fails only where the database refuses what was to be written
     * down, and then the report is claimed again when the lease is over.
     */
    Uni<Void> send(Claim claim) {
        return Disposition.of(claim.event())
                .match(
                        () -> compose(claim),
                        suppress -> settle(() -> settlement.suppressed(claim, suppress.reason())),
                        unaddressable -> settle(() -> settlement.failed(claim, unaddressable.reason())),
                        undelivered -> settle(() -> settlement.undelivered(claim, undelivered)));
    }

    private Uni<Void> compose(Claim claim) {
        NonDeliveryReport report;
        try {
            report = composer.compose(claim.event(), claim.form(), claim.createdAt());
        } catch (RuntimeException e) {
            return settle(() -> settlement.uncomposable(claim, e));
        }
        return submit(claim, report);
    }

    private Uni<Void> submit(Claim claim, NonDeliveryReport report) {
        return Uni.createFrom()
                .completionStage(() -> submitter.submit(report, claim.suspect()).toCompletionStage())
                .chain(outcome -> settle(() -> settle(claim, outcome)));
    }

    private void settle(Claim claim, Submission outcome) {
        outcome.match(
                accepted -> settlement.submitted(claim, accepted.relay()),
                refused -> settlement.refused(claim, refused),
                deferred -> settlement.postponed(claim, deferred));
    }

    /**
     * Whether outcomes wait for the database to be written down. Meanwhile nothing may be claimed: the leases of reports
     * that are sent already may be over.
     */
    boolean hasUnsettled() {
        return unsettled.get() > 0;
    }

    /** Writes an outcome down on a worker, trying on until the database is there. */
    private Uni<Void> settle(Runnable write) {
        AtomicBoolean waits = new AtomicBoolean();
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(write)
                .onFailure(failure -> !DatabaseRefusal.isForContent(failure))
                .invoke(() -> {
                    if (waits.compareAndSet(false, true)) {
                        unsettled.incrementAndGet();
                    }
                })
                .onFailure(failure -> !DatabaseRefusal.isForContent(failure))
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onTermination()
                .invoke(() -> {
                    if (waits.get()) {
                        unsettled.decrementAndGet();
                    }
                });
    }
}
