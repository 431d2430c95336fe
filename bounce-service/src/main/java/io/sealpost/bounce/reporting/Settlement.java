package io.sealpost.bounce.reporting;

import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.record.Claim;
import io.sealpost.bounce.record.ReportStatus;
import io.sealpost.bounce.record.ReportStore;
import io.sealpost.bounce.record.SentReport;
import io.sealpost.bounce.reporting.Disposition.ReportUndelivered;
import io.sealpost.bounce.submit.Submission.Accepted;
import io.sealpost.bounce.submit.Submission.Deferred;
import io.sealpost.bounce.submit.Submission.Refused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what became of a claimed report, and tells log and metrics. Every method blocks. */
@Singleton
class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final ReportStore store;
    private final ReportMetrics metrics;
    private final RetrySchedule schedule;
    private final Clock clock = Clock.systemUTC();
    private final RandomGenerator random = RandomGenerator.getDefault();

    Settlement(ReportStore store, ReportMetrics metrics, SenderSettings settings) {
        this.store = store;
        this.metrics = metrics;
        this.schedule = new RetrySchedule(settings.shortestPause(), settings.longestPause());
    }

    boolean submitted(Claim claim, Accepted accepted) {
        boolean settled = store.submitted(claim, accepted.relay(), accepted.queueId());
        if (settled) {
            metrics.submitted(claim.subject(), clock.instant());
            LOG.infof(
                    "Report submitted reportId=%s about=%s relay=%s attempts=%d",
                    claim.reportId(), claim.subject().name(), accepted.relay(), claim.attempts());
        }
        return settled;
    }

    boolean suppressed(Claim claim, String reason) {
        return told(store.suppressed(claim, reason), ReportStatus.SUPPRESSED, claim, reason);
    }

    boolean refused(Claim claim, Refused refused) {
        return fail(claim, refused.reason(), refused.relay().orElse(null));
    }

    /** A bug of ours: set aside, for every further attempt would meet it again. */
    boolean uncomposable(Claim claim, RuntimeException bug) {
        boolean settled = fail(claim, "it cannot be composed: " + bug.getClass().getSimpleName(), null);
        if (settled) {
            metrics.uncomposable();
        }
        LOG.errorf(
                bug,
                "Report cannot be composed and is set aside reportId=%s about=%s",
                claim.reportId(),
                claim.subject().name());
        return settled;
    }

    boolean postponed(Claim claim, Deferred deferred) {
        Duration pause = schedule.pauseAfter(claim.attempts(), random.nextDouble());
        boolean settled = store.postponed(claim, deferred.cause(), deferred.suspect(), pause);
        LOG.warnf(
                "Report not submitted, to be tried again reportId=%s about=%s attempts=%d pause=%s cause=%s",
                claim.reportId(), claim.subject().name(), claim.attempts(), pause, deferred.cause());
        return settled;
    }

    /** Notes a report's failure on that report; this one is done with, and the redacted form may follow. */
    boolean undelivered(Claim claim, ReportDue event, ReportUndelivered undelivered) {
        Optional<SentReport> sent = store.sent(undelivered.report().messageId());
        if (sent.isEmpty()) {
            return fail(claim, "tells of the failure of a report that is not known here", null);
        }
        Optional<ReportForm> followedBy =
                undelivered.followedBy(event.type(), sent.get().form());
        String reason = reason(event);
        boolean settled = store.undelivered(claim, sent.get(), reason, followedBy);
        if (settled) {
            metrics.count(ReportStatus.SUPPRESSED, claim.subject());
            metrics.count(ReportStatus.FAILED, sent.get().subject());
            LOG.warnf(
                    "Report not delivered messageId=%s queueId=%s cause=%s followedBy=%s",
                    sent.get().messageId(),
                    event.queueId(),
                    reason,
                    followedBy.map(ReportForm::wireName).orElse("nothing"));
        }
        return settled;
    }

    private boolean fail(Claim claim, String reason, @Nullable String relay) {
        return told(store.failed(claim, reason, relay), ReportStatus.FAILED, claim, reason);
    }

    private boolean told(boolean settled, ReportStatus status, Claim claim, String reason) {
        if (settled) {
            metrics.count(status, claim.subject());
            LOG.warnf(
                    "Report %s reportId=%s about=%s cause=%s",
                    status.wireName(), claim.reportId(), claim.subject().name(), reason);
        }
        return settled;
    }

    private static String reason(ReportDue event) {
        Recipient recipient = event.recipients().get(0);
        String words = recipient.diagnostic().text().replaceAll("\\p{Cntrl}", " ");
        return "not delivered (" + event.type().wireName() + " " + recipient.status() + "): " + words;
    }
}
