package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.Session;

/** Has a report sent again because an operator wants it, within the caller's transaction. */
@ApplicationScoped
class Resending {

    private static final String DUE_NOW =
            "UPDATE report SET next_attempt_at = now() WHERE id = :id AND status = 'received' AND lease IS NULL";

    private static final String NEXT_COPY = """
            SELECT max(copy) + 1 FROM report
            WHERE form = :form AND (event_id = :about OR digest_id = :about)""";

    private static final String LOCK = "SELECT id FROM report WHERE id = :id FOR UPDATE";

    private final Session database;
    private final ReportRows rows;
    private final ReportMessages messages;

    Resending(Session database, ReportRows rows, ReportMessages messages) {
        this.database = database;
        this.rows = rows;
        this.messages = messages;
    }

    /** Answers the id of the report that is due now: this one, if it waits, or a further copy. */
    String resend(ReportEntity row) {
        return switch (row.status) {
            case RECEIVED -> dueNow(row);
            case SUBMITTED, FAILED, SUPPRESSED -> copy(row);
        };
    }

    private String dueNow(ReportEntity row) {
        int changed = database.createNativeMutationQuery(DUE_NOW)
                .setParameter("id", row.id)
                .executeUpdate();
        if (changed == 0) {
            throw RecordProblem.underWay(row.id);
        }
        database.refresh(row);
        return row.id;
    }

    private String copy(ReportEntity row) {
        if ((row.status == ReportStatus.SUPPRESSED && row.toldBy == null) || row.addressee.isEmpty()) {
            throw RecordProblem.nobodyMayBeTold(row.id, String.valueOf(row.reason));
        }
        Subject subject = messages.subject(row).orElseThrow(() -> RecordProblem.unreadableEvent(row.id));
        int copy = nextCopy(subject, row.form);
        rows.insert(subject, row.form, copy);
        return subject.reportId(row.form, copy);
    }

    /** One at a time: the first copy is locked. */
    private int nextCopy(Subject subject, ReportForm form) {
        database.createNativeQuery(LOCK, String.class)
                .setParameter("id", subject.reportId(form, 1))
                .getResultList();
        return database.createNativeQuery(NEXT_COPY, Integer.class)
                .setParameter("form", form.wireName())
                .setParameter("about", subject.id())
                .getSingleResult();
    }
}
