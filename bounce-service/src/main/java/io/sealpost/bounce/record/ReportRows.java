package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** Writes new rows of the table of reports, within the caller's transaction. A row that is there already stays as it is. */
@ApplicationScoped
class ReportRows {

    private static final String INSERT = """
            INSERT INTO report (id, event_id, digest_id, form, copy, message_id, addressee)
            VALUES (:id, :eventId, :digestId, :form, :copy, :messageId, :addressee)
            ON CONFLICT DO NOTHING""";

    private static final String INSERT_FIRST = """
            INSERT INTO report (id, event_id, form, message_id, addressee) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    private static final String INSERT_DUE = """
            INSERT INTO report (id, digest_id, form, message_id, addressee, next_attempt_at)
            VALUES (:id, :digestId, :form, :messageId, :addressee, :due)""";

    private static final String INSERT_TOLD = """
            INSERT INTO report (id, event_id, form, message_id, addressee, status, reason, told_by, settled_at)
            VALUES (:id, :eventId, :form, :messageId, :addressee, 'suppressed', :reason, :digest, now())
            ON CONFLICT DO NOTHING""";

    private final Session database;

    ReportRows(Session database) {
        this.database = database;
    }

    /** A report that is due now. */
    void insert(Subject subject, ReportForm form, int copy) {
        identified(INSERT, subject, form, copy)
                .setParameter("copy", copy)
                .setParameter(
                        "eventId",
                        id(subject.match(Optional::of, digest -> Optional.empty()), ReportDue::id),
                        String.class)
                .setParameter(
                        "digestId",
                        id(subject.match(event -> Optional.empty(), Optional::of), Digest::id),
                        String.class)
                .executeUpdate();
    }

    /** The first reports on events, due now. */
    void insertDue(List<ReportDue> events) {
        database.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT_FIRST)) {
                for (ReportDue event : events) {
                    Subject subject = new Subject.OfEvent(event);
                    ReportForm form = event.firstForm();
                    insert.setString(1, subject.reportId(form, 1));
                    insert.setString(2, event.id());
                    insert.setString(3, form.wireName());
                    insert.setString(4, subject.messageId(form, 1));
                    insert.setString(5, subject.addressee().toLowerCase(Locale.ROOT));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** The first report on a digest, due later. */
    void insertDue(Digest digest, Instant due) {
        identified(INSERT_DUE, new Subject.OfDigest(digest), digest.kind().firstForm(), 1)
                .setParameter("digestId", digest.id())
                .setParameter("due", due, Instant.class)
                .executeUpdate();
    }

    /** A report that is not sent, since a digest tells of its event. */
    void insertTold(ReportDue event, ReportForm form, String digest) {
        identified(INSERT_TOLD, new Subject.OfEvent(event), form, 1)
                .setParameter("eventId", event.id())
                .setParameter("digest", digest)
                .setParameter("reason", "beyond the limit of reports to this sender: told of in one message, " + digest)
                .executeUpdate();
    }

    private static <T> @Nullable String id(Optional<T> subject, Function<T, String> id) {
        return subject.map(id).orElse(null);
    }

    private MutationQuery identified(String statement, Subject subject, ReportForm form, int copy) {
        return database.createNativeMutationQuery(statement)
                .setParameter("id", subject.reportId(form, copy))
                .setParameter("form", form.wireName())
                .setParameter("messageId", subject.messageId(form, copy))
                .setParameter("addressee", subject.addressee().toLowerCase(Locale.ROOT));
    }
}
