package io.sealpost.bounce.record;

import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.Organization;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.UnreadableEventException;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes events in and keeps where their reports stand. Every method is one transaction, and blocks. */
@ApplicationScoped
public class ReportStore {

    private static final Logger LOG = Logger.getLogger(ReportStore.class);

    private static final String INSERT_EVENT = """
            INSERT INTO event (id, queue_id, type, sender, domain, organization, due_at, value)
            VALUES (:id, :queueId, :type, :sender, :domain, :organization, :dueAt, :value)
            ON CONFLICT (id) DO NOTHING""";

    private static final String INSERT_REPORT = """
            INSERT INTO report (id, event_id, form, message_id) VALUES (:id, :eventId, :form, :messageId)
            ON CONFLICT DO NOTHING""";

    private static final String CLAIM = """
            UPDATE report r
            SET lease = gen_random_uuid(), attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :lease)
            FROM (SELECT id FROM report WHERE status = 'received' AND next_attempt_at <= now()
                  ORDER BY next_attempt_at LIMIT :limit FOR UPDATE SKIP LOCKED) due, event e
            WHERE r.id = due.id AND e.id = r.event_id
            RETURNING r.id AS id, r.form AS form, r.lease AS lease, r.attempts AS attempts, r.relay AS relay,
                      r.created_at AS created_at, e.value AS value""";

    private static final String SETTLE = """
            UPDATE report SET status = :status, reason = :reason, relay = :relay, settled_at = now(), lease = NULL
            WHERE id = :id AND lease = :lease AND status = 'received'""";

    private static final String POSTPONE = """
            UPDATE report
            SET reason = :reason, relay = :relay, next_attempt_at = now() + make_interval(secs => :pause), lease = NULL
            WHERE id = :id AND lease = :lease AND status = 'received'""";

    private static final String FAIL = """
            UPDATE report SET status = 'failed', reason = :reason, settled_at = now(), lease = NULL
            WHERE message_id = :messageId""";

    private final Session database;
    private final EventReader reader = new EventReader();

    ReportStore(Session database) {
        this.database = database;
    }

    /**
     * Stores an event and its report to be sent.
     *
     * @param value the event as it arrived
     * @return false if an event with this id is stored already; nothing is changed then
     */
    @Transactional
    public boolean store(ReportDue event, byte[] value) {
        Organization organization = event.organization();
        int inserted = database.createNativeMutationQuery(INSERT_EVENT)
                .setParameter("id", event.id())
                .setParameter("queueId", event.queueId())
                .setParameter("type", event.type().wireName())
                .setParameter("sender", event.envelope().reversePath())
                .setParameter("domain", event.domain(), String.class)
                .setParameter("organization", organization == null ? null : organization.id(), String.class)
                .setParameter("dueAt", event.at(), Instant.class)
                .setParameter("value", value, byte[].class)
                .executeUpdate();
        if (inserted == 1) {
            insertReport(event, event.firstForm());
        }
        return inserted == 1;
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
                .addScalar("value", byte[].class)
                .getResultList();
        return rows.stream().flatMap(this::toClaim).toList();
    }

    /** A relay has taken the report. False, as for every settling, if the lease was lost or the report settled meanwhile. */
    @Transactional
    public boolean submitted(Claim claim, String relay) {
        return settle(claim.reportId(), claim.lease(), ReportStatus.SUBMITTED, null, relay);
    }

    /** Nobody may be told. */
    @Transactional
    public boolean suppressed(Claim claim, String reason) {
        return settle(claim.reportId(), claim.lease(), ReportStatus.SUPPRESSED, reason, null);
    }

    /** The report will never be taken. */
    @Transactional
    public boolean failed(Claim claim, String reason, @Nullable String relay) {
        return settle(claim.reportId(), claim.lease(), ReportStatus.FAILED, reason, relay);
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
                        "from ReportEntity r join fetch r.event where r.messageId = :messageId", ReportEntity.class)
                .setParameter("messageId", messageId)
                .getResultStream()
                .findFirst()
                .flatMap(row -> read(row.event.value, row.id).map(event -> new SentReport(messageId, row.form, event)));
    }

    /**
     * Records that a relay could not deliver a report of ours, of which the claimed event told, and has another form of it
     * sent where one is named.
     *
     * @param reason why the delivery failed
     * @param followedBy the form that follows; it is sent once, however often this is called
     */
    @Transactional
    public boolean undelivered(Claim claim, SentReport report, String reason, Optional<ReportForm> followedBy) {
        database.createNativeMutationQuery(FAIL)
                .setParameter("reason", reason)
                .setParameter("messageId", report.messageId())
                .executeUpdate();
        followedBy.ifPresent(form -> insertReport(report.event(), form));
        String follows = followedBy
                .map(form -> "; its " + form.wireName() + " form follows")
                .orElse("");
        return settle(
                claim.reportId(),
                claim.lease(),
                ReportStatus.SUPPRESSED,
                "tells of the failure of " + report.messageId() + follows,
                null);
    }

    /** How many reports wait to be sent. */
    @Transactional
    public long waiting() {
        return database.createQuery("select count(*) from ReportEntity r where r.status = :status", Long.class)
                .setParameter("status", ReportStatus.RECEIVED)
                .getSingleResult();
    }

    private void insertReport(ReportDue event, ReportForm form) {
        database.createNativeMutationQuery(INSERT_REPORT)
                .setParameter("id", event.id() + "." + form.wireName())
                .setParameter("eventId", event.id())
                .setParameter("form", form.wireName())
                .setParameter("messageId", ReportComposer.messageId(event, form))
                .executeUpdate();
    }

    private boolean settle(
            String reportId, UUID lease, ReportStatus status, @Nullable String reason, @Nullable String relay) {
        return update(SETTLE, reportId, lease, reason, relay)
                        .setParameter("status", status.wireName())
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
        Optional<ReportDue> event = read((byte[]) row[6], reportId);
        if (event.isEmpty()) {
            settle(reportId, lease, ReportStatus.FAILED, "its stored event cannot be read", null);
            return Stream.empty();
        }
        return event.stream()
                .map(readable -> new Claim(
                        reportId,
                        WireNames.form((String) row[1]),
                        lease,
                        (Integer) row[3],
                        Optional.ofNullable((String) row[4]),
                        (Instant) row[5],
                        readable));
    }

    private Optional<ReportDue> read(byte[] value, String reportId) {
        try {
            return Optional.of(reader.read(value));
        } catch (UnreadableEventException e) {
            LOG.errorf("Stored event cannot be read reportId=%s cause=%s", reportId, e.getMessage());
            return Optional.empty();
        }
    }
}
