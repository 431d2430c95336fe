package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The destinations of a message at which recipients wait; none if it is settled. One that was tried is due as long
     * after its last attempt as the schedule says; else the message's own time is that of all.
     */
    static List<Entry> of(SpooledMessage message, Schedule schedule) {
        Optional<Domain> sender = message.domains().stream()
                .findFirst()
                .or(() -> message.reversePath().address().map(Address::domain));
        Map<Domain, List<SpooledRecipient>> waiting = new LinkedHashMap<>();
        message.recipients().stream()
                .filter(SpooledRecipient::isWaiting)
                .forEach(each -> waiting.computeIfAbsent(each.address().domain(), domain -> new ArrayList<>())
                        .add(each));
        return waiting.entrySet().stream()
                .map(each -> new Entry(
                        message.id(),
                        each.getKey(),
                        sender.orElse(each.getKey()),
                        message.acceptedAt(),
                        nextAttempt(message, each.getValue(), schedule)))
                .toList();
    }

    private static Instant nextAttempt(SpooledMessage message, List<SpooledRecipient> there, Schedule schedule) {
        boolean tried = there.stream().allMatch(each -> each.rounds() > 0);
        int rounds = there.stream().mapToInt(SpooledRecipient::rounds).max().orElse(0);
        return there.stream()
                .flatMap(recipient -> recipient.observations().stream())
                .map(Observation::at)
                .max(Instant::compareTo)
                .filter(last -> tried)
                .map(last -> schedule.next(message.acceptedAt(), rounds, last))
                .orElse(message.nextAttemptAt());
    }

    Entry postponedTo(Instant next) {
        return new Entry(id, destination, sender, acceptedAt, next);
    }

    @Override
    public int compareTo(Entry other) {
        return ORDER.compare(this, other);
    }
}
