package io.sealpost.bounce.record;

import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.UnreadableEventException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** Finds the events that a digest tells of: those of its reports, and where one of these is a storm's, of its reports. */
@ApplicationScoped
class DigestMembers {

    private static final Logger LOG = Logger.getLogger(DigestMembers.class);
    private static final int ROWS_AT_ONCE = 20;

    private static final String MEMBERS = """
            SELECT e.value AS value, r.reason AS reason FROM report r
            LEFT JOIN report gathered ON gathered.told_by = r.digest_id
            JOIN event e ON e.id = coalesce(r.event_id, gathered.event_id)
            WHERE r.told_by = :digest ORDER BY e.due_at, e.id LIMIT :most""";

    private final Session database;
    private final EventReader reader = new EventReader();

    DigestMembers(Session database) {
        this.database = database;
    }

    /** An event, and why its report was not sent by itself or not delivered. */
    record Member(ReportDue event, String reason) {}

    /** The oldest of them, at most so many. Blocks. */
    @Transactional
    List<Member> oldest(Digest digest, int most) {
        return database.createNativeQuery(MEMBERS, Object[].class)
                .setParameter("digest", digest.id())
                .setParameter("most", most)
                .setFetchSize(ROWS_AT_ONCE)
                .addScalar("value", byte[].class)
                .addScalar("reason", String.class)
                .getResultStream()
                .flatMap(row -> member((byte[]) row[0], String.valueOf(row[1]), digest))
                .toList();
    }

    private Stream<Member> member(byte[] value, String reason, Digest digest) {
        try {
            return Stream.of(new Member(reader.read(value), reason));
        } catch (UnreadableEventException e) {
            LOG.errorf("Stored event cannot be read digest=%s cause=%s", digest.id(), e.getMessage());
            return Stream.empty();
        }
    }
}
