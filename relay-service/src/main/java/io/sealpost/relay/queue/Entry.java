package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ScheduleRecord;
import io.sealpost.relay.spool.SpooledMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Stands for the sender of a message that has none and is governed by no domain (RFC 2606 §2). */
    private static final Domain NOBODY = new Domain("invalid");

    /**
     * The destinations of a message at which recipients wait, and one more for those whom a rule stops; none if it is
     * settled. One that was tried is due as long after its last attempt as the schedule says; else the message's own time is
     * that of all. What is held is due at the end of its lifetime.
     */
    static List<Entry> of(ScheduleRecord message, Schedule schedule) {
        return Stream.concat(waiting(message, schedule), stopped(message, schedule).stream())
                .toList();
    }

    private static Stream<Entry> waiting(ScheduleRecord message, Schedule schedule) {
        return message.destinations().stream()
                .map(each -> new Entry(
                        message.id(),
                        message.report() ? NextHop.ofReports(each.domain()) : NextHop.of(each.domain()),
                        message.sender().orElse(each.domain()),
                        message.acceptedAt(),
                        each.lastAttemptAt()
                                .map(last -> schedule.next(message.acceptedAt(), each.rounds(), last))
                                .orElse(message.nextAttemptAt())));
    }

    private static Optional<Entry> stopped(ScheduleRecord message, Schedule schedule) {
        Domain sender = message.sender().orElse(NOBODY);
        Optional<Instant> dueAt = switch (message.stopped()) {
            case NONE -> Optional.empty();
            case HELD -> Optional.of(schedule.end(message.acceptedAt()));
            case REJECTED -> Optional.of(message.acceptedAt());
        };
        return dueAt.map(at -> new Entry(message.id(), NextHop.nowhere(sender), sender, message.acceptedAt(), at));
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
