package io.sealpost.relay.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Chunks without an envelope: of messages whose acceptance was under way when the relay stopped. Nobody was told 250. */
final class Orphans {
    private final Store store;

    Orphans(Store store) {
        this.store = store;
    }

    /** Removes them and returns of how many messages they were. Reads one chunk a message, not the bodies. */
    int remove() {
        int removed = 0;
        Optional<byte[]> key = store.firstKey(Family.CHUNKS, new byte[0]);
        while (key.isPresent()) {
            QueueId id = Keys.id(key.get());
            if (store.get(Family.ENVELOPES, Keys.envelope(id)).isEmpty()) {
                removeChunks(id);
                removed++;
            }
            key = store.firstKey(Family.CHUNKS, Keys.afterChunks(id));
        }
        return removed;
    }

    private void removeChunks(QueueId id) {
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
            for (byte[] key : keys) {
                batch.delete(Family.CHUNKS, key);
            }
        };
        store.write(List.of(removal), false);
    }
}
