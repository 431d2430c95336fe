package io.sealpost.relay.spool;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Reads the octets of one message, a chunk a call. Does not block: the disk is read on the spool's own threads.
 *
 * <p>For one caller, one call at a time.
 */
public final class BodyReader {
    private static final CompletableFuture<Boolean> READY = CompletableFuture.completedFuture(true);

    private final QueueId id;
    private final Store store;
    private final Executor io;
    private int next;
    private boolean ended;

    BodyReader(QueueId id, Store store, Executor io) {
        this.id = id;
        this.store = store;
        this.io = io;
    }

    /**
     * The next octets, at most 64 KiB; empty after the last. Fails with {@link SpoolException} where a part is missing:
     * what was read so far is then not the message.
     */
    public CompletionStage<Optional<byte[]>> next() {
        if (ended) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return READY.thenApply(ready -> inMemory())
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(found)
                        : READY.thenApplyAsync(ready -> store.get(Family.CHUNKS, Keys.chunk(id, next)), io))
                .thenApply(this::part);
    }

    /** A message that has come lately need not wait for another thread. Of the first part alone, or calls would nest. */
    private Optional<byte[]> inMemory() {
        return next == 0
                ? store.getFromMemory(Family.CHUNKS, Keys.chunk(id, next)).filter(octets -> octets.length > 0)
                : Optional.empty();
    }

    private Optional<byte[]> part(Optional<byte[]> stored) {
        byte[] chunk = stored.filter(octets -> octets.length > 0)
                .orElseThrow(() -> new SpoolException("the body of " + id + " lacks its part " + next));
        next++;
        ended = chunk[0] == BodyWriter.LAST;
        if (ended && chunk.length == 1) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(chunk, 1, chunk.length));
    }
}
