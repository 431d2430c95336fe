package io.sealpost.relay.spool;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/** The octets of a message that is being written, chunk by chunk: each is read from the store when it is asked for. */
final class WrittenChunks implements Enumeration<InputStream> {
    private final QueueId id;
    private final Store store;
    private final int chunks;
    private final byte[] last;
    private final int filled;
    private int next;

    /**
     * @param chunks how many are in the store
     * @param last the one behind them, its leading octet included
     * @param filled octets in it
     */
    WrittenChunks(QueueId id, Store store, int chunks, byte[] last, int filled) {
        this.id = id;
        this.store = store;
        this.chunks = chunks;
        this.last = last;
        this.filled = filled;
    }

    @Override
    public boolean hasMoreElements() {
        return next <= chunks;
    }

    @Override
    public InputStream nextElement() {
        if (!hasMoreElements()) {
            throw new NoSuchElementException();
        }
        int number = next++;
        if (number == chunks) {
            return new ByteArrayInputStream(last, 1, filled - 1);
        }
        byte[] chunk = store.get(Family.CHUNKS, Keys.chunk(id, number))
                .orElseThrow(() -> new SpoolException("the body of " + id + " lacks its part " + number));
        return new ByteArrayInputStream(chunk, 1, chunk.length - 1);
    }
}
