package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * All that the scheduler keeps of a message.
 *
 * @param dueAt when it is tried next
 * @param destinations the domains of its waiting recipients
 */
record Entry(QueueId id, Instant acceptedAt, Instant dueAt, List<Domain> destinations) implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::dueAt).thenComparing(Entry::id);

    static Entry of(SpooledMessage message, Instant dueAt) {
        List<Domain> destinations = message.recipients().stream()
                .filter(SpooledRecipient::isWaiting)
                .map(recipient -> recipient.address().domain())
                .distinct()
                .toList();
        return new Entry(message.id(), message.acceptedAt(), dueAt, destinations);
    }

    Entry postponedTo(Instant next) {
        return new Entry(id, acceptedAt, next, destinations);
    }

    @Override
    public int compareTo(Entry other) {
        return ORDER.compare(this, other);
    }
}
