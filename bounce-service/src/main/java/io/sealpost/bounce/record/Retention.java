package io.sealpost.bounce.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.hibernate.Session;

/** Forgets what is old: events hold personal data. A report that still waits, and its event, stay. */
@ApplicationScoped
public class Retention {

    private static final int MOST_AT_ONCE = 500;

    private static final String EVENTS = """
            WITH old AS (
              SELECT e.id FROM event e
              WHERE e.received_at < now() - make_interval(secs => :age)
                AND NOT EXISTS (SELECT 1 FROM report r WHERE r.event_id = e.id
                                AND (r.status = 'received' OR r.settled_at > now() - make_interval(secs => :age)))
              ORDER BY e.received_at LIMIT :most FOR UPDATE SKIP LOCKED),
            reports AS (DELETE FROM report r USING old WHERE r.event_id = old.id)
            DELETE FROM event e USING old WHERE e.id = old.id""";

    private static final String DIGESTS = """
            WITH old AS (
              SELECT d.id FROM digest d
              WHERE d.created_at < now() - make_interval(secs => :age)
                AND NOT EXISTS (SELECT 1 FROM report r WHERE r.digest_id = d.id
                                AND (r.status = 'received' OR r.settled_at > now() - make_interval(secs => :age)))
              ORDER BY d.created_at LIMIT :most FOR UPDATE SKIP LOCKED),
            reports AS (DELETE FROM report r USING old WHERE r.digest_id = old.id)
            DELETE FROM digest d USING old WHERE d.id = old.id""";

    private static final String WINDOWS = """
            DELETE FROM digest_window WHERE (kind, about) IN (
              SELECT kind, about FROM digest_window WHERE began_at < now() - make_interval(secs => :age)
              LIMIT :most FOR UPDATE SKIP LOCKED)""";

    private static final String UNREADABLE = """
            DELETE FROM unreadable_record WHERE id IN (
              SELECT id FROM unreadable_record WHERE set_aside_at < now() - make_interval(secs => :age) LIMIT :most)""";

    private final Session database;

    Retention(Session database) {
        this.database = database;
    }

    /**
     * Deletes a bounded number of events, digests and records set aside that are older, with their reports. Blocks.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean forget(Duration age) {
        int events = delete(EVENTS, age);
        int digests = delete(DIGESTS, age);
        int windows = delete(WINDOWS, age);
        int records = delete(UNREADABLE, age);
        return Math.max(Math.max(events, digests), Math.max(windows, records)) == MOST_AT_ONCE;
    }

    private int delete(String statement, Duration age) {
        return database.createNativeMutationQuery(statement)
                .setParameter("age", age.toMillis() / 1000.0)
                .setParameter("most", MOST_AT_ONCE)
                .executeUpdate();
    }
}
