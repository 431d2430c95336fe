package io.sealpost.bounce.reporting;

import io.sealpost.bounce.dsn.ReportMessage;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.record.Claim;
import io.sealpost.bounce.record.DatabaseFailure;
import io.sealpost.bounce.record.ReportMessages;
import io.sealpost.bounce.submit.RelaySubmitter;
import io.sealpost.bounce.submit.Submission;
import io.sealpost.tracing.TraceSpan;
import io.sealpost.tracing.Tracing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes one claimed report to its end or to its next attempt. */
@Singleton
class ReportSender {

    private static final Logger LOG = Logger.getLogger(ReportSender.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ReportMessages messages;
    private final RelaySubmitter submitter;
    private final Settlement settlement;
    private final Tracing tracing;
    private final Absence outcomes = new Absence();

    ReportSender(
            ReportMessages messages,
            RelaySubmitter submitter,
            Settlement settlement,
            ReportMetrics metrics,
            Tracing tracing) {
        this.messages = messages;
        this.submitter = submitter;
        this.settlement = settlement;
        this.tracing = tracing;
        metrics.watchUnsettled(outcomes);
    }

    /**
     * Decides, composes, submits and settles. Does not block. A fault of ours, in writing the outcome down as in any other
     * step, is this report's failure alone: it is claimed again when the lease is over.
     */
    Uni<Void> send(Claim claim) {
        return Uni.createFrom().deferred(() -> decide(claim));
    }

    private Uni<Void> decide(Claim claim) {
        return claim.subject().match(event -> decide(claim, event), digest -> composeOnWorker(claim));
    }

    private Uni<Void> decide(Claim claim, ReportDue event) {
        return Disposition.of(event)
                .match(
                        () -> compose(claim),
                        suppress -> settle(claim, () -> settlement.suppressed(claim, suppress.reason())),
                        undelivered -> settle(claim, () -> settlement.undelivered(claim, event, undelivered)));
    }

    /** A message that tells of many reads them first, on a worker. */
    private Uni<Void> composeOnWorker(Claim claim) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> compose(claim));
    }

    private Uni<Void> compose(Claim claim) {
        TraceSpan span = tracing.proceed("report", claim.traceparent())
                .tell("sealpost.report_id", claim.reportId())
                .tell("sealpost.type", claim.subject().type())
                .tell("sealpost.queue_id", claim.subject().name());
        return Uni.createFrom()
                .deferred(() -> compose(claim, span))
                .onFailure()
                .invoke(failure -> span.fail("fault"))
                .onTermination()
                .invoke(span::end);
    }

    private Uni<Void> compose(Claim claim, TraceSpan span) {
        ReportMessage report;
        try {
            report = messages.of(claim);
        } catch (RuntimeException e) {
            if (DatabaseFailure.isOutage(e)) {
                throw e;
            }
            span.fail("uncomposable");
            return settle(claim, () -> settlement.uncomposable(claim, e));
        }
        return submit(claim, report, span);
    }

    private Uni<Void> submit(Claim claim, ReportMessage report, TraceSpan span) {
        return Uni.createFrom()
                .completionStage(() -> submitter.submit(report, claim.suspect()).toCompletionStage())
                .invoke(outcome -> trouble(outcome).ifPresent(span::fail))
                .chain(outcome -> settle(claim, () -> settle(claim, outcome)));
    }

    private static Optional<String> trouble(Submission outcome) {
        return outcome.match(
                accepted -> Optional.empty(), refused -> Optional.of("refused"), deferred -> Optional.of("deferred"));
    }

    private void settle(Claim claim, Submission outcome) {
        outcome.match(
                accepted -> settlement.submitted(claim, accepted),
                refused -> settlement.refused(claim, refused),
                deferred -> settlement.postponed(claim, deferred));
    }

    /**
     * Whether outcomes wait for the database to be written down. Meanwhile nothing may be claimed: the leases of reports
     * that are sent already may be over.
     */
    boolean hasUnsettled() {
        return outcomes.waiting() > 0;
    }

    /** Writes an outcome down on a worker; while the database is away, tries on until it is there. */
    private Uni<Void> settle(Claim claim, Runnable write) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(write)
                .onFailure(DatabaseFailure::isOutage)
                .invoke(outage -> hold(claim, outage))
                .onFailure(DatabaseFailure::isOutage)
                .retry()
                .withBackOff(SHORTEST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .onTermination()
                .invoke(() -> outcomes.isThere(claim.lease(), () -> LOG.info("Outcomes are written down again")));
    }

    private void hold(Claim claim, Throwable outage) {
        outcomes.isAway(
                claim.lease(),
                () -> LOG.warnf(
                        "Outcomes cannot be written down now, nothing is claimed meanwhile reportId=%s cause=%s",
                        claim.reportId(), outage.getClass().getSimpleName()));
    }
}
