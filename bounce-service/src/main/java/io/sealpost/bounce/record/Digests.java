package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportDue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * Gathers reports that one message tells of, within the caller's transaction.
 *
 * <p>A digest takes reports up until it is claimed for the first time; then, or when it is full, a further one is begun. The
 * window's row is locked first, so that reports about one sender or organization are gathered one after the other; the
 * digest's report is locked until the member is committed, so that no claim takes the digest without it.
 */
@ApplicationScoped
class Digests {

    /** A message that names more recipients than this is of no use to anybody; it is full, and a further one is begun. */
    private static final int MOST_RECIPIENTS = 500;

    private static final String COUNT = """
            INSERT INTO digest_window AS w (kind, about, began_at, reports) VALUES ('storm', :about, now(), 1)
            ON CONFLICT (kind, about) DO UPDATE SET
              reports = CASE WHEN w.began_at <= now() - make_interval(secs => :window) THEN 1 ELSE w.reports + 1 END,
              began_at = CASE WHEN w.began_at <= now() - make_interval(secs => :window) THEN now() ELSE w.began_at END
            RETURNING w.reports AS reports, w.began_at + make_interval(secs => :window) AS due""";

    private static final String NEXT_NOTICE = """
            INSERT INTO digest_window AS w (kind, about, began_at, reports)
            VALUES ('undelivered', :about, now() - make_interval(secs => :interval), 1)
            ON CONFLICT (kind, about) DO UPDATE SET reports = w.reports + 1
            RETURNING greatest(now() + make_interval(secs => :gather),
                               w.began_at + make_interval(secs => :interval)) AS due""";

    private static final String NOTICE_BEGUN =
            "UPDATE digest_window SET began_at = :due WHERE kind = 'undelivered' AND about = :about";

    private static final String OPEN = """
            SELECT d.id AS id FROM digest d JOIN report r ON r.digest_id = d.id
            WHERE d.kind = :kind AND d.about = :about AND d.recipients < :most AND r.status = 'received' AND r.attempts = 0
            ORDER BY d.created_at DESC LIMIT 1 FOR UPDATE""";

    private static final String BEGIN = """
            INSERT INTO digest (id, kind, about, recipient, organization, contact, locale, reporting_mta)
            VALUES (:id, :kind, :about, :recipient, :organization, :contact, :locale, :reportingMta)""";

    private static final String ADD =
            "UPDATE digest SET members = members + 1, recipients = recipients + :recipients WHERE id = :id";

    private static final String TOLD = "UPDATE report SET told_by = :digest WHERE id = :id";

    private final Session database;
    private final ReportRows reports;
    private final DigestSettings settings;

    Digests(Session database, ReportRows reports, DigestSettings settings) {
        this.database = database;
        this.reports = reports;
        this.settings = settings;
    }

    /** Counts a report to its sender; beyond the limit it answers the digest that tells of it. */
    Optional<String> beyondLimit(ReportDue event) {
        if (event.failedReport().isPresent()
                || event.envelope().hasNullReversePath()
                || event.recipientsToTell().isEmpty()) {
            return Optional.empty();
        }
        String sender = event.envelope().reversePath();
        String about = sender.toLowerCase(Locale.ROOT);
        Object[] counted = database.createNativeQuery(COUNT, Object[].class)
                .setParameter("about", about)
                .setParameter("window", seconds(settings.stormWindow()))
                .addScalar("reports", Long.class)
                .addScalar("due", Instant.class)
                .getSingleResult();
        return (Long) counted[0] <= settings.stormLimit()
                ? Optional.empty()
                : Optional.of(gather(
                        digest(Digest.Kind.STORM, sender, event),
                        about,
                        (Instant) counted[1],
                        event.recipientsToTell().size()));
    }

    /** Has the organization's contact told that a report cannot be delivered; nobody is told where there is none. */
    void undelivered(String reportId, Subject subject) {
        subject.contact().ifPresent(contact -> tell(reportId, contact, subject));
    }

    private void tell(String reportId, Subject.Contact contact, Subject subject) {
        Instant due = database.createNativeQuery(NEXT_NOTICE, Instant.class)
                .setParameter("about", contact.organization())
                .setParameter("interval", seconds(settings.contactInterval()))
                .setParameter("gather", seconds(settings.contactGather()))
                .addScalar("due", Instant.class)
                .getSingleResult();
        Digest notice = subject.match(
                event -> digest(Digest.Kind.UNDELIVERED, contact.address(), event),
                storm -> new Digest(
                        id(),
                        Digest.Kind.UNDELIVERED,
                        contact.address(),
                        contact.organization(),
                        contact.address(),
                        storm.locale(),
                        storm.reportingMta()));
        String digest = gather(notice, contact.organization(), due, 1);
        database.createNativeMutationQuery(TOLD)
                .setParameter("digest", digest)
                .setParameter("id", reportId)
                .executeUpdate();
    }

    /** Adds one to the open digest of this kind, or begins the given one. */
    private String gather(Digest fresh, String about, Instant due, int recipients) {
        String id = open(fresh.kind(), about).orElseGet(() -> begin(fresh, about, due));
        database.createNativeMutationQuery(ADD)
                .setParameter("id", id)
                .setParameter("recipients", recipients)
                .executeUpdate();
        return id;
    }

    private Optional<String> open(Digest.Kind kind, String about) {
        NativeQuery<String> query = database.createNativeQuery(OPEN, String.class);
        return query.setParameter("kind", kind.wireName())
                .setParameter("about", about)
                .setParameter("most", MOST_RECIPIENTS)
                .getResultStream()
                .findFirst();
    }

    private String begin(Digest digest, String about, Instant due) {
        database.createNativeMutationQuery(BEGIN)
                .setParameter("id", digest.id())
                .setParameter("kind", digest.kind().wireName())
                .setParameter("about", about)
                .setParameter("recipient", digest.recipient())
                .setParameter("organization", digest.organization(), String.class)
                .setParameter("contact", digest.contact(), String.class)
                .setParameter("locale", digest.locale(), String.class)
                .setParameter("reportingMta", digest.reportingMta())
                .executeUpdate();
        reports.insertDue(digest, due);
        if (digest.kind() == Digest.Kind.UNDELIVERED) {
            database.createNativeMutationQuery(NOTICE_BEGUN)
                    .setParameter("due", due, Instant.class)
                    .setParameter("about", about)
                    .executeUpdate();
        }
        return digest.id();
    }

    private static Digest digest(Digest.Kind kind, String recipient, ReportDue event) {
        return new Digest(
                id(),
                kind,
                recipient,
                event.organization() == null ? null : event.organization().id(),
                event.organization() == null ? null : event.organization().contact(),
                event.locale(),
                event.reportingMta());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
