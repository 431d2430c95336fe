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
 * Every message of the queue, and when each of its destinations is due. Changed by one thread; size, age and due times
 * may be read by all.
 */
final class Backlog {
    private final NavigableMap<QueueId, List<Entry>> messages = new ConcurrentSkipListMap<>();
    private final TreeSet<Entry> due = new TreeSet<>();

    /** Adds a message by its entries; false if it is known already, and then it stays as it is. */
    boolean add(List<Entry> entries) {
        boolean added =
                !entries.isEmpty() && messages.putIfAbsent(entries.get(0).id(), entries) == null;
        if (added) {
            due.addAll(entries);
        }
        return added;
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
        messages.computeIfPresent(entry.id(), (id, entries) -> replace(entries, entry, Stream.of(later)));
        due.add(later);
    }

    /** Forgets an entry that was taken out, and with its last one the message. */
    void remove(Entry entry) {
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

    /** How many messages there are. */
    int size() {
        return messages.size();
    }

    /** When the oldest of them was accepted. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(messages.firstEntry())
                .map(first -> first.getValue().get(0).acceptedAt());
    }

    /** When the first destination of a message is due; empty if there is no message of that name. */
    Optional<Instant> dueAt(QueueId id) {
        return messages.getOrDefault(id, List.of()).stream().map(Entry::dueAt).min(Instant::compareTo);
    }

    /** The message that was accepted next after that one, or first, by one of its entries. */
    Optional<Entry> next(Optional<QueueId> after) {
        return Optional.ofNullable(after.isPresent() ? messages.higherEntry(after.get()) : messages.firstEntry())
                .map(next -> next.getValue().get(0));
    }

    private static List<Entry> replace(List<Entry> entries, Entry old, Stream<Entry> by) {
        return Stream.concat(entries.stream().filter(each -> !each.destination().equals(old.destination())), by)
                .toList();
    }
}
