package io.sealpost.bounce.record;

import io.sealpost.bounce.event.Organization;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hibernate.Session;

/** Takes events in. */
@ApplicationScoped
public class EventStore {

    private static final String INSERT_EVENT = """
            INSERT INTO event (id, queue_id, type, sender, recipients, domain, organization, due_at, value)
            VALUES (:id, :queueId, :type, :sender, :recipients, :domain, :organization, :dueAt, :value)
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
        List<ReportDue> fresh = new ArrayList<>();
        for (Arrival arrival : inOrderOfLocks(arrivals)) {
            if (insert(arrival.event(), arrival.value())) {
                fresh.add(arrival.event());
            }
        }
        return fresh;
    }

    private boolean insert(ReportDue event, byte[] value) {
        Organization organization = event.organization();
        int inserted = database.createNativeMutationQuery(INSERT_EVENT)
                .setParameter("id", event.id())
                .setParameter("queueId", event.queueId())
                .setParameter("type", event.type().wireName())
                .setParameter("sender", event.envelope().reversePath())
                .setParameter("recipients", recipients(event), String[].class)
                .setParameter("domain", event.domain(), String.class)
                .setParameter("organization", organization == null ? null : organization.id(), String.class)
                .setParameter("dueAt", event.at(), Instant.class)
                .setParameter("value", value, byte[].class)
                .executeUpdate();
        if (inserted == 1) {
            digests.beyondLimit(event)
                    .ifPresentOrElse(
                            digest -> reports.insertTold(event, event.firstForm(), digest),
                            () -> reports.insert(new Subject.OfEvent(event), event.firstForm(), 1));
        }
        return inserted == 1;
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
