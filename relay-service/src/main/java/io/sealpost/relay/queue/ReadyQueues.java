package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is due and waits for a place: a ready queue for each destination, as in KumoMTA, and within it one for each
 * sender.
 *
 * <p>Places are given round-robin: one for each destination in its turn, and within a destination one for each sender.
 * So neither a burst for one destination nor the burst of one sender for one comes before what others have to send,
 * whatever became due first. A destination that may not be tried loses its turn and stands aside until it is opened
 * again, and one for which only senders wait who have all the places they may until one of them gives a place back; they
 * are not looked at meanwhile, so the time to find the next entry does not grow with what waits. For one thread.
 */
final class ReadyQueues {
    private final Map<NextHop, ReadyQueue> queues = new HashMap<>();
    private final Set<NextHop> turns = new LinkedHashSet<>();
    private final Set<NextHop> aside = new LinkedHashSet<>();

    /** Adds what is due; a destination that had nothing takes the last turn. */
    void add(Entry entry) {
        ReadyQueue queue = queues.get(entry.destination());
        if (queue == null) {
            queue = new ReadyQueue();
            queues.put(entry.destination(), queue);
            turns.add(entry.destination());
        }
        queue.add(entry);
    }

    /**
     * Takes out the entry whose turn it is.
     *
     * @param mayBegin whether a destination may be tried; one that may not stands aside until {@link #open}
     * @param maySend whether a sender may have a place more; else what waits for it does so until {@link #openSenders}
     */
    Optional<Entry> take(Predicate<NextHop> mayBegin, Predicate<Domain> maySend) {
        while (!turns.isEmpty()) {
            NextHop destination = removeFirst(turns);
            if (mayBegin.test(destination)) {
                Optional<Entry> taken = takeOf(destination, maySend);
                if (taken.isPresent()) {
                    return taken;
                }
                aside.add(destination);
            }
        }
        return Optional.empty();
    }

    /** Lets a destination take turns again. */
    void open(NextHop destination) {
        if (queues.containsKey(destination)) {
            turns.add(destination);
        }
    }

    /** Lets those take turns again for which no sender had a place. */
    void openSenders() {
        aside.forEach(this::open);
        aside.clear();
    }

    /** Takes out all that fit, wherever they stand. */
    List<Entry> removeIf(Predicate<Entry> fits) {
        List<Entry> removed = queues.values().stream()
                .flatMap(ReadyQueue::entries)
                .filter(fits)
                .toList();
        removed.forEach(this::remove);
        return removed;
    }

    /** Takes out an entry, if it is there. */
    void remove(Entry entry) {
        ReadyQueue queue = queues.get(entry.destination());
        if (queue != null) {
            queue.remove(entry);
            if (queue.isEmpty()) {
                queues.remove(entry.destination());
                turns.remove(entry.destination());
            }
        }
    }

    /** When the oldest message was accepted that is ready anywhere. */
    Optional<Instant> oldest() {
        return queues.values().stream()
                .flatMap(ReadyQueue::entries)
                .map(Entry::acceptedAt)
                .min(Instant::compareTo);
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    private Optional<Entry> takeOf(NextHop destination, Predicate<Domain> maySend) {
        ReadyQueue queue = Objects.requireNonNull(queues.get(destination));
        Optional<Entry> taken = queue.take(maySend);
        if (queue.isEmpty()) {
            queues.remove(destination);
        } else if (taken.isPresent()) {
            turns.add(destination);
        }
        return taken;
    }

    private static <T> T removeFirst(Set<T> set) {
        Iterator<T> all = set.iterator();
        T first = all.next();
        all.remove();
        return first;
    }

    /** What is ready for one destination: the senders in the order of their turns. */
    private static final class ReadyQueue {
        private final Map<Domain, Map<QueueId, Entry>> senders = new LinkedHashMap<>();

        void add(Entry entry) {
            senders.computeIfAbsent(entry.sender(), sender -> new LinkedHashMap<>())
                    .put(entry.id(), entry);
        }

        Optional<Entry> take(Predicate<Domain> maySend) {
            Optional<Domain> turn = senders.keySet().stream().filter(maySend).findFirst();
            return turn.map(this::takeOf);
        }

        private Entry takeOf(Domain sender) {
            Map<QueueId, Entry> entries = Objects.requireNonNull(senders.remove(sender));
            Entry first = entries.values().iterator().next();
            entries.remove(first.id());
            if (!entries.isEmpty()) {
                senders.put(sender, entries);
            }
            return first;
        }

        void remove(Entry entry) {
            senders.computeIfPresent(entry.sender(), (sender, entries) -> {
                entries.remove(entry.id());
                return entries.isEmpty() ? null : entries;
            });
        }

        Stream<Entry> entries() {
            return senders.values().stream().flatMap(entries -> entries.values().stream());
        }

        boolean isEmpty() {
            return senders.isEmpty();
        }
    }
}
