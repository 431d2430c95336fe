package io.sealpost.bounce.record;

import io.sealpost.bounce.event.Organization;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hibernate.Session;

/** Takes events in. */
@ApplicationScoped
public class EventStore {

    private static final String INSERT_EVENT = """
            INSERT INTO event (id, queue_id, type, sender, recipients, domain, organization, due_at, value, traceparent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";

    private final Session database;
    private final ReportRows reports;
    private final Digests digests;

    EventStore(Session database, ReportRows reports, Digests digests) {
        this.database = database;
        this.reports = reports;
        this.digests = digests;
    }

    /**
     * Stores events, each with its report to be sent, in one transaction: all or none. Blocks.
     *
     * @return those that are new; nothing is changed by the others
     */
    @Transactional
    public List<ReportDue> store(List<Arrival> arrivals) {
        List<ReportDue> due = new ArrayList<>();
        List<ReportDue> fresh = insert(inOrderOfLocks(arrivals));
        for (ReportDue event : fresh) {
            digests.beyondLimit(event)
                    .ifPresentOrElse(
                            digest -> reports.insertTold(event, event.firstForm(), digest), () -> due.add(event));
        }
        reports.insertDue(due);
        return fresh;
    }

    private List<ReportDue> insert(List<Arrival> arrivals) {
        return database.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT_EVENT)) {
                for (Arrival arrival : arrivals) {
                    set(insert, arrival);
                    insert.addBatch();
                }
                int[] inserted = insert.executeBatch();
                return IntStream.range(0, inserted.length)
                        .filter(index -> isNew(inserted[index]))
                        .mapToObj(index -> arrivals.get(index).event())
                        .toList();
            }
        });
    }

    /** A driver that rewrites batches does not tell, and no event may be taken for one that was there before. */
    private static boolean isNew(int rows) {
        if (rows != 0 && rows != 1) {
            throw new IllegalStateException(
                    "the driver does not say which events are new; do not set reWriteBatchedInserts");
        }
        return rows == 1;
    }

    private static void set(PreparedStatement insert, Arrival arrival) throws SQLException {
        ReportDue event = arrival.event();
        Organization organization = event.organization();
        insert.setString(1, event.id());
        insert.setString(2, event.queueId());
        insert.setString(3, event.type().wireName());
        insert.setString(4, event.envelope().reversePath());
        insert.setArray(5, insert.getConnection().createArrayOf("varchar", recipients(event)));
        insert.setString(6, event.domain());
        insert.setString(7, organization == null ? null : organization.id());
        insert.setObject(8, event.at().atOffset(ZoneOffset.UTC));
        insert.setBytes(9, arrival.value());
        insert.setString(10, arrival.traceparent().orElse(null));
    }

    /** Every instance locks the windows of senders in the same order, so that none waits for another in a circle. */
    private static List<Arrival> inOrderOfLocks(List<Arrival> arrivals) {
        return arrivals.stream()
                .sorted(Comparator.comparing(
                        arrival -> arrival.event().envelope().reversePath().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String[] recipients(ReportDue event) {
        return event.recipients().stream()
                .map(Recipient::address)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .toArray(String[]::new);
    }
}
