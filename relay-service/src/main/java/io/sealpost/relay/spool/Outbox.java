package io.sealpost.relay.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The events that wait to be published, in the order in which they were committed. All reading calls block.
 *
 * <p>For one publisher: it takes the events from {@link #after}, sends them in order, and acknowledges what the broker
 * has confirmed. An acknowledgement that a crash undoes means that events are published twice, with the same ids. An
 * event that the broker will never take is set aside: it stays stored, holds up no other, and the next start offers it
 * again in its old place.
 */
public final class Outbox {
    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final Store store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Set<Long> damaged = ConcurrentHashMap.newKeySet();
    private final Set<Long> setAside = ConcurrentHashMap.newKeySet();
    private final AtomicLong last;
    private volatile long acknowledged;

    /** An event and its place in the order. */
    public record Entry(long sequence, OutboxEvent event) {}

    Outbox(Store store) {
        this.store = store;
        this.acknowledged =
                store.firstKey(Family.OUTBOX, Keys.event(0)).map(Keys::sequence).orElse(1L) - 1;
        this.last =
                new AtomicLong(store.lastKey(Family.OUTBOX).map(Keys::sequence).orElse(acknowledged));
    }

    /**
     * Events that come after a sequence number (0: the first that waits), oldest first: up to {@code max}, and no more
     * once they have {@code maxOctets}, so that memory stays bounded however much waits.
     */
    public List<Entry> after(long sequence, int max, long maxOctets) {
        List<Entry> found = new ArrayList<>();
        AtomicLong octets = new AtomicLong();
        // Starts behind what is acknowledged: the deleted keys before it would have to be stepped over.
        byte[] from = Keys.event(Math.max(sequence, acknowledged) + 1);
        store.scan(Family.OUTBOX, from, (key, value) -> {
            addTo(found, Keys.sequence(key), value);
            return found.size() < max && (octets.addAndGet(value.length) < maxOctets || found.isEmpty());
        });
        return found;
    }

    /** The broker will not take this event: the next acknowledgement leaves it where it is. */
    public void setAside(long sequence) {
        setAside.add(sequence);
    }

    /**
     * Removes all events up to a sequence number: the broker has them. Those that are damaged or set aside stay for an
     * operator to see.
     */
    public void acknowledge(long sequence) {
        long first = acknowledged + 1;
        Change removal = batch -> {
            for (long each = first; each <= sequence; each++) {
                if (!damaged.contains(each) && !setAside.contains(each)) {
                    batch.delete(Family.OUTBOX, Keys.event(each));
                }
            }
        };
        store.write(List.of(removal), false);
        acknowledged = Math.max(acknowledged, sequence);
    }

    /** How many events wait to be published. */
    public long size() {
        return last.get() - acknowledged;
    }

    /** How many events the broker would not take since the start. */
    public int setAside() {
        return setAside.size();
    }

    /** Whether no event is stored, not even one that is damaged or set aside. Blocks. */
    boolean isEmpty() {
        return store.firstKey(Family.OUTBOX, Keys.event(0)).isEmpty();
    }

    /** Calls back, on one of the spool's threads, when events have been added. */
    public void onAdded(Runnable listener) {
        listeners.add(listener);
    }

    /** The change that adds events; sequence numbers are given in the order of the commit. */
    Change adding(List<OutboxEvent> events) {
        List<byte[]> encoded = events.stream().map(EventFormat::encode).toList();
        return batch -> {
            for (byte[] event : encoded) {
                batch.put(Family.OUTBOX, Keys.event(last.incrementAndGet()), event);
            }
        };
    }

    void announce() {
        listeners.forEach(Runnable::run);
    }

    private void addTo(List<Entry> found, long sequence, byte[] value) {
        try {
            found.add(new Entry(sequence, EventFormat.decode(value)));
        } catch (DamagedRecordException e) {
            if (damaged.add(sequence)) {
                LOG.errorf(
                        "an event in the outbox is damaged and is not published sequence=%d cause=%s",
                        sequence, e.getMessage());
            }
        }
    }
}
