package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One destination of one message: what is due on its own, and all that the scheduler keeps of it.
 *
 * @param destination a domain of recipients that wait
 * @param sender whose mail it is, where places are shared: the first domain whose rules govern the message
 * @param dueAt when it is tried next
 */
record Entry(QueueId id, Domain destination, Domain sender, Instant acceptedAt, Instant dueAt)
        implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::dueAt).thenComparing(Entry::id).thenComparing(Entry::destination);

    /** The destinations of a message at which recipients wait; none if it is settled. */
    static List<Entry> of(SpooledMessage message) {
        Optional<Domain> sender = message.domains().stream()
                .findFirst()
                .or(() -> message.reversePath().address().map(Address::domain));
        return message.recipients().stream()
                .filter(SpooledRecipient::isWaiting)
                .map(recipient -> recipient.address().domain())
                .distinct()
                .map(destination -> new Entry(
                        message.id(),
                        destination,
                        sender.orElse(destination),
                        message.acceptedAt(),
                        message.nextAttemptAt()))
                .toList();
    }

    Entry postponedTo(Instant next) {
        return new Entry(id, destination, sender, acceptedAt, next);
    }

    @Override
    public int compareTo(Entry other) {
        return ORDER.compare(this, other);
    }
}
