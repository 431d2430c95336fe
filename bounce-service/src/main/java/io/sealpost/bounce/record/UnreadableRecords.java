package io.sealpost.bounce.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records that no event could be read from, for whoever finds out why: of each its first 64 KiB, and of all the
 * newest thousand.
 */
@ApplicationScoped
public class UnreadableRecords {

    private static final int MOST_BYTES = 65_536;
    private static final int MOST_ROWS = 1_000;

    private static final String INSERT = """
            INSERT INTO unreadable_record (topic, partition, record_offset, record_timestamp, reason, size, value)
            VALUES (:topic, :partition, :offset, :timestamp, :reason, :size, :value)
            ON CONFLICT DO NOTHING""";

    private static final String PRUNE = """
            DELETE FROM unreadable_record WHERE id <= (SELECT id FROM unreadable_record ORDER BY id DESC
                                                       OFFSET :rows LIMIT 1)""";

    private static final String NEWEST = """
            SELECT topic, partition, record_offset, record_timestamp, reason, size, set_aside_at
            FROM unreadable_record ORDER BY id DESC LIMIT :limit""";

    private final Session database;

    UnreadableRecords(Session database) {
        this.database = database;
    }

    /** Where a record stands on the broker. */
    public record Position(String topic, int partition, long offset, Instant timestamp) {}

    /**
     * Sets a record aside. Blocks.
     *
     * @return false if it was set aside before
     */
    @Transactional
    public boolean setAside(Position position, byte @Nullable [] value, String reason) {
        byte[] first = value == null ? null : Arrays.copyOf(value, Math.min(value.length, MOST_BYTES));
        int inserted = database.createNativeMutationQuery(INSERT)
                .setParameter("topic", position.topic())
                .setParameter("partition", position.partition())
                .setParameter("offset", position.offset())
                .setParameter("timestamp", position.timestamp(), Instant.class)
                .setParameter("reason", reason)
                .setParameter("size", value == null ? 0 : value.length)
                .setParameter("value", first, byte[].class)
                .executeUpdate();
        database.createNativeMutationQuery(PRUNE)
                .setParameter("rows", MOST_ROWS)
                .executeUpdate();
        return inserted == 1;
    }

    /** The newest of them, at most {@code limit}. Blocks. */
    @Transactional
    List<UnreadableView> newest(int limit) {
        return database.createNativeQuery(NEWEST, Object[].class)
                .setParameter("limit", limit)
                .addScalar("topic", String.class)
                .addScalar("partition", Integer.class)
                .addScalar("record_offset", Long.class)
                .addScalar("record_timestamp", Instant.class)
                .addScalar("reason", String.class)
                .addScalar("size", Integer.class)
                .addScalar("set_aside_at", Instant.class)
                .getResultStream()
                .map(row -> new UnreadableView(
                        (String) row[0],
                        (Integer) row[1],
                        (Long) row[2],
                        (Instant) row[3],
                        (String) row[4],
                        (Integer) row[5],
                        (Instant) row[6]))
                .toList();
    }
}
