package io.sealpost.relay.spool;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Takes the octets of one message as they stream in and writes them as chunks of 64 KiB, so that memory stays bounded.
 *
 * <p>Chunks are written unsynced; the synced envelope after them in the same log makes them durable. The last chunk
 * waits here and is written in the envelope's batch. Each chunk opens with an octet that says whether it is the last,
 * so that a body whose end is missing cannot be read as if it were whole.
 *
 * <p>For one caller at a time. Does not block.
 */
public final class BodyWriter {
    static final int CHUNK = 64 * 1024;
    static final byte MORE = 0;
    static final byte LAST = 1;
    private static final int FIRST_BUFFER = 4 * 1024;

    private final QueueId id;
    private final Store store;
    private final Executor io;
    private final LongConsumer removed;
    private byte[] buffer = new byte[1 + FIRST_BUFFER];
    private int filled = 1;
    private int chunks;
    private long octets;
    private boolean ended;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /** @param removed hears how many octets were removed again */
    BodyWriter(QueueId id, Store store, Executor io, LongConsumer removed) {
        this.id = id;
        this.store = store;
        this.io = io;
        this.removed = removed;
    }

    /**
     * Adds octets, which the caller must not change afterwards. Completes when the writer is ready for more; after a
     * failure ({@link SpoolException}) only {@link #abort()} is left.
     */
    public CompletionStage<Void> write(byte[] more) {
        requireOpen();
        int offset = 0;
        while (offset < more.length) {
            if (filled == 1 + CHUNK) {
                writeChunk();
            }
            int length = Math.min(more.length - offset, 1 + CHUNK - filled);
            reserve(filled + length);
            System.arraycopy(more, offset, buffer, filled, length);
            filled += length;
            offset += length;
        }
        octets += more.length;
        return written;
    }

    /**
     * The octets so far, for a thread that may block; completes when they can be read. Nothing may be written until they are
     * read. Fails with {@link SpoolException}, also while they are read.
     */
    public CompletionStage<InputStream> read() {
        requireOpen();
        InputStream octets = new WrittenChunks(id, store, chunks, buffer, filled);
        return written.thenApply(done -> octets);
    }

    /** Gives the message up and removes what is written of it. */
    public void abort() {
        if (ended) {
            return;
        }
        ended = true;
        Change removal = removal(id, chunks).and(batch -> batch.delete(Family.OPEN_BODIES, Keys.envelope(id)));
        written = written.handleAsync((done, failure) -> null, io)
                .thenRun(() -> store.write(List.of(removal), false))
                .thenRun(() -> removed.accept(octets));
    }

    /** The change that adds the last chunk, to be committed with the envelope; completes when all others are written. */
    CompletionStage<Change> finish() {
        requireOpen();
        ended = true;
        buffer[0] = LAST;
        byte[] last = filled == buffer.length ? buffer : Arrays.copyOf(buffer, filled);
        byte[] key = Keys.chunk(id, chunks);
        boolean open = chunks > 0;
        return written.thenApply(done -> batch -> {
            if (open) {
                batch.delete(Family.OPEN_BODIES, Keys.envelope(id));
            }
            batch.put(Family.CHUNKS, key, last);
        });
    }

    QueueId id() {
        return id;
    }

    /** How many octets were written. */
    long octets() {
        return octets;
    }

    /** The change that removes the first chunks of a message. */
    static Change removal(QueueId id, int chunks) {
        return batch -> {
            for (int number = 0; number < chunks; number++) {
                batch.delete(Family.CHUNKS, Keys.chunk(id, number));
            }
        };
    }

    /** How many chunks a body of this size has; an empty one has an empty chunk. */
    static int chunksOf(long size) {
        return Math.max(1, Math.toIntExact((size + CHUNK - 1) / CHUNK));
    }

    private void writeChunk() {
        byte[] chunk = buffer;
        chunk[0] = MORE;
        boolean first = chunks == 0;
        byte[] key = Keys.chunk(id, chunks++);
        Change put = batch -> {
            if (first) {
                batch.put(Family.OPEN_BODIES, Keys.envelope(id), new byte[0]);
            }
            batch.put(Family.CHUNKS, key, chunk);
        };
        written = written.thenRunAsync(() -> store.write(List.of(put), false), io);
        buffer = new byte[1 + CHUNK];
        filled = 1;
    }

    private void reserve(int length) {
        if (length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(1 + CHUNK, Math.max(length, 2 * buffer.length)));
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the body of " + id + " is finished");
        }
    }
}
