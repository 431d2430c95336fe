package io.sealpost.relay.queue;

import io.sealpost.relay.spool.QueueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * What of the queue is in memory, and when it is due. Changed by one thread; size, age, due times and what it has may be
 * read by all.
 */
final class Backlog {
    private final int most;
    private final NavigableMap<QueueId, List<Entry>> messages = new ConcurrentSkipListMap<>();
    private final TreeSet<Entry> due = new TreeSet<>();
    private final Lanes dispensable = new Lanes();
    private int entries;

    /** @param most entries that it has, but for a moment */
    Backlog(int most) {
        this.most = most;
    }

    /** Adds an entry; false if it is known already, and then it stays as it is. */
    boolean add(Entry entry) {
        if (has(entry)) {
            return false;
        }
        messages.merge(entry.id(), List.of(entry), (known, more) -> replace(known, entry, more.stream()));
        due.add(entry);
        dispensable.add(entry);
        entries++;
        return true;
    }

    /** Whether it has that destination of that message. */
    boolean has(Entry entry) {
        for (Entry each : messages.getOrDefault(entry.id(), List.of())) {
            if (each.destination().equals(entry.destination())) {
                return true;
            }
        }
        return false;
    }

    /** How many entries it has. */
    int entries() {
        return entries;
    }

    /** Says that an entry which was taken out is being tried: it must not leave the memory before the end of that. */
    void begin(Entry entry) {
        dispensable.remove(entry);
    }

    /** Forgets the entry that can best be done without, if there are too many; the result is that. */
    Optional<Entry> takeExcess() {
        Optional<Entry> excess = entries > most ? dispensable.mostDispensable() : Optional.empty();
        excess.ifPresent(entry -> {
            due.remove(entry);
            remove(entry);
        });
        return excess;
    }

    /** Takes out what is due, in the order in which it became so; it stays known until it is removed. */
    List<Entry> takeDue(Instant now) {
        List<Entry> taken = new ArrayList<>();
        while (!due.isEmpty() && !due.first().dueAt().isAfter(now)) {
            taken.add(due.pollFirst());
        }
        return taken;
    }

    /** When the next entry is due, if any waits for its time. */
    Optional<Instant> nextDue() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.first().dueAt());
    }

    /** Brings back an entry that was taken out, for another time. */
    void postpone(Entry entry, Instant dueAt) {
        Entry later = entry.postponedTo(dueAt);
        dispensable.remove(entry);
        dispensable.add(later);
        messages.computeIfPresent(entry.id(), (id, entries) -> replace(entries, entry, Stream.of(later)));
        due.add(later);
    }

    /** Forgets an entry that was taken out, and with its last one the message. */
    void remove(Entry entry) {
        dispensable.remove(entry);
        entries -= has(entry) ? 1 : 0;
        messages.computeIfPresent(entry.id(), (id, entries) -> {
            List<Entry> left = replace(entries, entry, Stream.empty());
            return left.isEmpty() ? null : left;
        });
    }

    /** Makes due now what of a message waits for its time; the result is all that there is of it. */
    List<Entry> advance(QueueId id, Instant now) {
        List<Entry> entries = messages.getOrDefault(id, List.of());
        entries.stream().filter(due::remove).toList().forEach(entry -> postpone(entry, now));
        return entries;
    }

    /** Forgets what of a message waits for its time; the result is that. */
    List<Entry> cancel(QueueId id) {
        List<Entry> waiting = messages.getOrDefault(id, List.of()).stream()
                .filter(due::remove)
                .toList();
        waiting.forEach(this::remove);
        return waiting;
    }

    /** Of how many messages it has anything. */
    int size() {
        return messages.size();
    }

    /** When the oldest of them was accepted that is to go somewhere. */
    Optional<Instant> oldest() {
        return messages.values().stream()
                .flatMap(List::stream)
                .filter(entry -> !entry.destination().isNowhere())
                .findFirst()
                .map(Entry::acceptedAt);
    }

    /** When the first destination of a message is due; empty if there is no message of that name. */
    Optional<Instant> dueAt(QueueId id) {
        return messages.getOrDefault(id, List.of()).stream().map(Entry::dueAt).min(Instant::compareTo);
    }

    private static List<Entry> replace(List<Entry> entries, Entry old, Stream<Entry> by) {
        return Stream.concat(entries.stream().filter(each -> !each.destination().equals(old.destination())), by)
                .toList();
    }
}
