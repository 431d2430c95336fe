package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ScheduleRecord;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One destination of one message: what is due on its own, and all that the scheduler keeps of it.
 *
 * @param destination the next hop of recipients that wait
 * @param sender whose mail it is, where places are shared: the first domain whose rules govern the message
 * @param dueAt when it is tried next
 */
record Entry(QueueId id, NextHop destination, Domain sender, Instant acceptedAt, Instant dueAt)
        implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::dueAt).thenComparing(Entry::id).thenComparing(Entry::destination);

    /**
     * The destinations of a message at which recipients wait; none if it is settled. One that was tried is due as long
     * after its last attempt as the schedule says; else the message's own time is that of all.
     */
    static List<Entry> of(ScheduleRecord message, Schedule schedule) {
        return message.destinations().stream()
                .map(each -> new Entry(
                        message.id(),
                        new NextHop(each.domain(), message.report()),
                        message.sender().orElse(each.domain()),
                        message.acceptedAt(),
                        each.lastAttemptAt()
                                .map(last -> schedule.next(message.acceptedAt(), each.rounds(), last))
                                .orElse(message.nextAttemptAt())))
                .toList();
    }

    /** Those of a message as it is stored. */
    static List<Entry> of(SpooledMessage message, Schedule schedule) {
        return of(ScheduleRecord.of(message), schedule);
    }

    Entry postponedTo(Instant next) {
        return new Entry(id, destination, sender, acceptedAt, next);
    }

    @Override
    public int compareTo(Entry other) {
        return ORDER.compare(this, other);
    }
}
