package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Entries by destination and sender, a lane for each pair. Says which of them the memory can best do without: of the lane
 * that has the most, the one that is due last. So a burst makes room for what others send, and not the other way round.
 * For one thread.
 */
final class Lanes {
    private final Map<Key, Lane> lanes = new HashMap<>();
    private final NavigableSet<Lane> bySize = new TreeSet<>(Lane.ORDER);
    private int size;

    void add(Entry entry) {
        Lane lane = lanes.computeIfAbsent(Key.of(entry), key -> new Lane());
        if (!lane.entries.isEmpty()) {
            bySize.remove(lane);
        }
        size += lane.entries.add(entry) ? 1 : 0;
        bySize.add(lane);
    }

    /** Removes an entry, if it is there. */
    void remove(Entry entry) {
        Lane lane = lanes.get(Key.of(entry));
        if (lane == null) {
            return;
        }
        bySize.remove(lane);
        size -= lane.entries.remove(entry) ? 1 : 0;
        if (lane.entries.isEmpty()) {
            lanes.remove(Key.of(entry));
        } else {
            bySize.add(lane);
        }
    }

    /** The entry that is to go first; empty if there is none. */
    Optional<Entry> mostDispensable() {
        return bySize.isEmpty()
                ? Optional.empty()
                : Optional.of(bySize.last().entries.last());
    }

    void forEach(Consumer<Entry> action) {
        lanes.values().forEach(lane -> lane.entries.forEach(action));
    }

    int size() {
        return size;
    }

    private record Key(NextHop destination, Domain sender) {
        static Key of(Entry entry) {
            return new Key(entry.destination(), entry.sender());
        }
    }

    /** Never empty while it is in the order of sizes. */
    private static final class Lane {
        static final Comparator<Lane> ORDER =
                Comparator.<Lane>comparingInt(lane -> lane.entries.size()).thenComparing(lane -> lane.entries.last());

        private final NavigableSet<Entry> entries = new TreeSet<>();
    }
}
