package io.sealpost.relay.spool;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What became of each message before now: the events that told it, for as long as the message is in the spool. */
final class MessageHistory {
    private static final Logger LOG = Logger.getLogger(MessageHistory.class);

    private final Store store;

    MessageHistory(Store store) {
        this.store = store;
    }

    /** The change that adds events to the history of a message. */
    static Change adding(QueueId id, List<OutboxEvent> events) {
        return batch -> {
            for (OutboxEvent event : events) {
                batch.put(Family.HISTORY, Keys.history(id, event), EventFormat.encode(event));
            }
        };
    }

    /** The change that removes the history of a message; it looks for it when it is committed. */
    Change removal(QueueId id) {
        return batch -> {
            List<byte[]> keys = new ArrayList<>();
            store.scan(Family.HISTORY, Keys.envelope(id), (key, value) -> Keys.isOf(id, key) && keys.add(key));
            for (byte[] key : keys) {
                batch.delete(Family.HISTORY, key);
            }
        };
    }

    /** The events of a message, oldest first; those that are damaged are left out and logged. Blocks. */
    List<OutboxEvent> of(QueueId id, int max) {
        List<OutboxEvent> events = new ArrayList<>();
        store.scan(Family.HISTORY, Keys.envelope(id), (key, value) -> {
            if (!Keys.isOf(id, key)) {
                return false;
            }
            try {
                events.add(EventFormat.decode(value));
            } catch (DamagedRecordException e) {
                LOG.warnf("an event in the history of a message is damaged queueId=%s cause=%s", id, e.getMessage());
            }
            return events.size() < max;
        });
        return events;
    }
}
