package io.sealpost.relay.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chunks without an envelope: of messages whose acceptance was under way when the relay stopped. Nobody was told 250. They
 * are known by {@link Family#OPEN_BODIES}, so that the time to find them does not grow with the queue.
 */
final class Orphans {
    private final Store store;

    Orphans(Store store) {
        this.store = store;
    }

    /** Removes them and returns of how many messages they were. */
    int remove() {
        List<QueueId> open = new ArrayList<>();
        store.scan(Family.OPEN_BODIES, new byte[0], (key, value) -> open.add(Keys.id(key)));
        open.forEach(this::remove);
        return open.size();
    }

    /** Removes the chunks of a message that has no envelope. */
    void remove(QueueId id) {
        byte[] end = Keys.afterChunks(id);
        List<byte[]> keys = new ArrayList<>();
        store.scan(Family.CHUNKS, Keys.chunk(id, 0), (key, value) -> {
            if (Arrays.compareUnsigned(key, end) < 0) {
                keys.add(key);
                return true;
            }
            return false;
        });
        Change removal = batch -> {
            batch.delete(Family.OPEN_BODIES, Keys.envelope(id));
            for (byte[] key : keys) {
                batch.delete(Family.CHUNKS, key);
            }
        };
        store.write(List.of(removal), false);
    }
}
