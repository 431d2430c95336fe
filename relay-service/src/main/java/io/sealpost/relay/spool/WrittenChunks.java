package io.sealpost.relay.spool;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The octets of a message that is being written: each chunk is read from the store when the one before is used up. Blocks. */
final class WrittenChunks extends InputStream {
    private final QueueId id;
    private final Store store;
    private final int chunks;
    private final ByteArrayInputStream last;
    private ByteArrayInputStream present = new ByteArrayInputStream(new byte[0]);
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
        this.last = new ByteArrayInputStream(last, 1, filled - 1);
    }

    @Override
    public int read() {
        proceed();
        return present.read();
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
        proceed();
        return present.read(octets, offset, length);
    }

    private void proceed() {
        while (present.available() == 0 && next <= chunks) {
            present = next == chunks ? last : stored(next);
            next++;
        }
    }

    private ByteArrayInputStream stored(int number) {
        byte[] chunk = store.get(Family.CHUNKS, Keys.chunk(id, number))
                .orElseThrow(() -> new SpoolException("the body of " + id + " lacks its part " + number));
        return new ByteArrayInputStream(chunk, 1, chunk.length - 1);
    }
}
