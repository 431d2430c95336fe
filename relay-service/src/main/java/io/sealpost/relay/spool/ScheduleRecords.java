package io.sealpost.relay.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps a {@link ScheduleRecord} for each envelope, under the same key. What cannot be read is drawn from the envelope
 * again, so that no message is lost for it.
 */
final class ScheduleRecords {
    private static final Logger LOG = Logger.getLogger(ScheduleRecords.class);
    private static final int AT_ONCE = 1_000;

    private final Store store;
    private final SetAside envelopes;

    /** @param envelopes reads those */
    ScheduleRecords(Store store, SetAside envelopes) {
        this.store = store;
        this.envelopes = envelopes;
    }

    /** Stores that of a message. */
    static Change putting(SpooledMessage message) {
        byte[] record = ScheduleFormat.encode(ScheduleRecord.of(message));
        return batch -> batch.put(Family.SCHEDULE, Keys.envelope(message.id()), record);
    }

    /** Removes that of a message. */
    static Change removing(QueueId id) {
        return batch -> batch.delete(Family.SCHEDULE, Keys.envelope(id));
    }

    /** Visits those of all messages in the order of their acceptance, but of damaged envelopes. Blocks. */
    void forEach(Consumer<ScheduleRecord> action) {
        store.scan(Family.SCHEDULE, new byte[0], (key, stored) -> {
            QueueId id = Keys.id(key);
            if (!envelopes.isDamaged(id)) {
                read(id, stored).ifPresent(action);
            }
            return true;
        });
    }

    /**
     * Draws all of them from their envelopes where they are fewer: an earlier release wrote none. Blocks.
     *
     * @param messages how many there are that are not damaged
     */
    void complete(long messages) {
        if (store.count(Family.SCHEDULE) < messages) {
            LOG.infof("the schedule is drawn from the envelopes messages=%d", messages);
            drawAnew(store, envelopes);
        }
    }

    /** Draws all of them from their envelopes. Blocks. */
    static void drawAnew(Store store, SetAside envelopes) {
        List<Change> changes = new ArrayList<>();
        store.scan(Family.SCHEDULE, new byte[0], (key, stored) -> {
            change(store, changes, batch -> batch.delete(Family.SCHEDULE, key));
            return true;
        });
        store.scan(Family.ENVELOPES, new byte[0], (key, stored) -> {
            envelopes.read(key, stored).ifPresent(message -> change(store, changes, putting(message)));
            return true;
        });
        store.write(changes, true);
    }

    private static void change(Store store, List<Change> changes, Change change) {
        changes.add(change);
        if (changes.size() == AT_ONCE) {
            store.write(changes, false);
            changes.clear();
        }
    }

    private Optional<ScheduleRecord> read(QueueId id, byte[] stored) {
        try {
            return Optional.of(ScheduleFormat.decode(id, stored));
        } catch (DamagedRecordException e) {
            LOG.warnf(e, "a schedule record is damaged and drawn from the envelope again queueId=%s", id);
            return envelopes.find(id).map(ScheduleRecord::of);
        }
    }
}
