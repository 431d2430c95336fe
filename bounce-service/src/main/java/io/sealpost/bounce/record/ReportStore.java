package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** Gives reports out to be sent and keeps where they stand. Every method is one transaction, and blocks. */
@ApplicationScoped
public class ReportStore {

    private static final String CLAIM = """
            WITH due AS (
              SELECT id FROM report WHERE status = 'received' AND next_attempt_at <= now()
              ORDER BY next_attempt_at LIMIT :limit FOR UPDATE SKIP LOCKED),
            claimed AS (
              UPDATE report r
              SET lease = gen_random_uuid(), attempts = attempts + 1,
                  next_attempt_at = now() + make_interval(secs => :lease)
              FROM due WHERE r.id = due.id RETURNING r.*)
            SELECT c.id AS id, c.form AS form, c.lease AS lease, c.attempts AS attempts, c.relay AS relay,
                   c.created_at AS created_at, c.message_id AS message_id, c.digest_id AS digest_id, e.value AS value,
                   e.traceparent AS traceparent
            FROM claimed c LEFT JOIN event e ON e.id = c.event_id""";

    private static final String SETTLE = """
            UPDATE report
            SET status = :status, reason = :reason, relay = :relay, relay_queue_id = :relayQueueId, settled_at = now(),
                lease = NULL
            WHERE id = :id AND lease = :lease AND status = 'received'""";

    private static final String POSTPONE = """
            UPDATE report
            SET reason = :reason, relay = :relay, next_attempt_at = now() + make_interval(secs => :pause), lease = NULL
            WHERE id = :id AND lease = :lease AND status = 'received'""";

    private static final String FAIL = """
            UPDATE report SET status = 'failed', reason = :reason, settled_at = now(), lease = NULL
            WHERE id = :id AND status <> 'failed'""";

    private final Session database;
    private final ReportRows reports;
    private final Digests digests;
    private final ReportMessages messages;

    ReportStore(Session database, ReportRows reports, Digests digests, ReportMessages messages) {
        this.database = database;
        this.reports = reports;
        this.digests = digests;
        this.messages = messages;
    }

    /** Claims reports that are due, the longest waiting first, at most {@code limit}, each for the time of the lease. */
    @Transactional
    public List<Claim> claim(int limit, Duration lease) {
        List<Object[]> rows = database.createNativeQuery(CLAIM, Object[].class)
                .setParameter("lease", lease.toMillis() / 1000.0)
                .setParameter("limit", limit)
                .addScalar("id", String.class)
                .addScalar("form", String.class)
                .addScalar("lease", UUID.class)
                .addScalar("attempts", Integer.class)
                .addScalar("relay", String.class)
                .addScalar("created_at", Instant.class)
                .addScalar("message_id", String.class)
                .addScalar("digest_id", String.class)
                .addScalar("value", byte[].class)
                .addScalar("traceparent", String.class)
                .getResultList();
        return rows.stream().flatMap(this::toClaim).toList();
    }

    /**
     * A relay has taken the report. False, as for every settling, if the lease was lost or the report settled meanwhile.
     *
     * @param queueId what the relay calls it, where it says so
     */
    @Transactional
    public boolean submitted(Claim claim, String relay, Optional<String> queueId) {
        return settle(claim.reportId(), claim.lease(), ReportStatus.SUBMITTED, null, relay, queueId.orElse(null));
    }

    /** Nobody may be told. */
    @Transactional
    public boolean suppressed(Claim claim, String reason) {
        return settle(claim, ReportStatus.SUPPRESSED, reason, null);
    }

    /** The report will never be taken; the organization's contact is to hear of it. */
    @Transactional
    public boolean failed(Claim claim, String reason, @Nullable String relay) {
        boolean settled = settle(claim, ReportStatus.FAILED, reason, relay);
        if (settled) {
            digests.undelivered(claim.reportId(), claim.subject());
        }
        return settled;
    }

    /** The report is to be claimed again after a pause, and submitted to the suspect first, if there is one. */
    @Transactional
    public boolean postponed(Claim claim, String reason, Optional<String> suspect, Duration pause) {
        return update(POSTPONE, claim.reportId(), claim.lease(), reason, suspect.orElse(null))
                        .setParameter("pause", pause.toMillis() / 1000.0)
                        .executeUpdate()
                == 1;
    }

    /** The report that bears this Message-ID, if it is one of ours. */
    @Transactional
    public Optional<SentReport> sent(String messageId) {
        return database.createQuery(
                        "from ReportEntity r left join fetch r.event left join fetch r.digest"
                                + " where r.messageId = :messageId",
                        ReportEntity.class)
                .setParameter("messageId", messageId)
                .getResultStream()
                .findFirst()
                .flatMap(row -> messages.subject(row).map(about -> new SentReport(row.id, messageId, row.form, about)));
    }

    /**
     * Records that a relay could not deliver a report of ours, of which the claimed event told, and has another form of it
     * sent where one is named; else the organization's contact is to hear of it.
     *
     * @param reason why the delivery failed
     * @param followedBy the form that follows; it is sent once, however often this is called
     */
    @Transactional
    public boolean undelivered(Claim claim, SentReport report, String reason, Optional<ReportForm> followedBy) {
        int failed = database.createNativeMutationQuery(FAIL)
                .setParameter("reason", reason)
                .setParameter("id", report.reportId())
                .executeUpdate();
        followedBy.ifPresent(form -> reports.insert(report.subject(), form, 1));
        if (failed == 1 && followedBy.isEmpty()) {
            digests.undelivered(report.reportId(), report.subject());
        }
        String follows = followedBy
                .map(form -> "; its " + form.wireName() + " form follows")
                .orElse("");
        return settle(claim, ReportStatus.SUPPRESSED, "tells of the failure of " + report.messageId() + follows, null);
    }

    /** The reports that wait to be sent. */
    @Transactional
    public Backlog waiting() {
        Object[] row = database.createQuery(
                        "select count(*), min(r.createdAt) from ReportEntity r where r.status = :status",
                        Object[].class)
                .setParameter("status", ReportStatus.RECEIVED)
                .getSingleResult();
        return new Backlog((Long) row[0], Optional.ofNullable((Instant) row[1]));
    }

    private boolean settle(Claim claim, ReportStatus status, String reason, @Nullable String relay) {
        return settle(claim.reportId(), claim.lease(), status, reason, relay, null);
    }

    private boolean settle(
            String reportId,
            UUID lease,
            ReportStatus status,
            @Nullable String reason,
            @Nullable String relay,
            @Nullable String queueId) {
        return update(SETTLE, reportId, lease, reason, relay)
                        .setParameter("status", status.wireName())
                        .setParameter("relayQueueId", queueId, String.class)
                        .executeUpdate()
                == 1;
    }

    private MutationQuery update(
            String statement, String reportId, UUID lease, @Nullable String reason, @Nullable String relay) {
        return database.createNativeMutationQuery(statement)
                .setParameter("id", reportId, String.class)
                .setParameter("lease", lease, UUID.class)
                .setParameter("reason", reason, String.class)
                .setParameter("relay", relay, String.class);
    }

    private Stream<Claim> toClaim(Object[] row) {
        String reportId = (String) row[0];
        UUID lease = (UUID) row[2];
        Optional<Subject> subject = row[7] == null
                ? messages.event((byte[]) row[8], reportId)
                : Optional.of(new Subject.OfDigest(
                        database.find(DigestEntity.class, row[7]).toDigest()));
        if (subject.isEmpty()) {
            settle(reportId, lease, ReportStatus.FAILED, "its stored event cannot be read", null, null);
        }
        return subject.stream()
                .map(about -> new Claim(
                        reportId,
                        (String) row[6],
                        WireNames.form((String) row[1]),
                        lease,
                        (Integer) row[3],
                        Optional.ofNullable((String) row[4]),
                        (Instant) row[5],
                        about,
                        Optional.ofNullable((String) row[9])));
    }
}
