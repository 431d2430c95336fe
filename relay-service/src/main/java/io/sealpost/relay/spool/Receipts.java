package io.sealpost.relay.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Under which queue id a message was taken that may be handed in once more: its key, written in the batch of the envelope. It
 * outlives the message, for {@link #KEPT}; what is older is removed at start and every hour.
 */
public final class Receipts {
    /** How long a repeat is recognised. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Duration REMOVED_EVERY = Duration.ofHours(1);

    /**
     * One of them.
     *
     * @param key what the message is known again by
     * @param id under which it was taken
     * @param at when
     */
    public record Receipt(String key, QueueId id, Instant at) {}

    private final Store store;
    private final AtomicReference<Instant> removedAt = new AtomicReference<>(Instant.EPOCH);

    Receipts(Store store) {
        this.store = store;
    }

    /** Visits all of them. Blocks, and so must the action not. */
    public void forEach(Consumer<Receipt> action) {
        store.scan(Family.RECEIPTS, new byte[0], (key, value) -> {
            action.accept(receipt(key, value));
            return true;
        });
    }

    /** The change that adds one, and once an hour removes those that are over. */
    Change adding(Receipt receipt) {
        byte[] key = receipt.key().getBytes(StandardCharsets.UTF_8);
        byte[] value = ByteBuffer.allocate(Keys.ID_LENGTH + Long.BYTES)
                .put(Keys.envelope(receipt.id()))
                .putLong(receipt.at().toEpochMilli())
                .array();
        Change added = batch -> batch.put(Family.RECEIPTS, key, value);
        Instant before = removedAt.get();
        boolean due = !receipt.at().isBefore(before.plus(REMOVED_EVERY));
        return due && removedAt.compareAndSet(before, receipt.at())
                ? removal(receipt.at()).and(added)
                : added;
    }

    /** Removes what is over. Blocks. */
    void forgetOld(Instant now) {
        removedAt.set(now);
        store.write(List.of(removal(now)), false);
    }

    /** Looks for them when it is written, on the committer's thread. */
    private Change removal(Instant now) {
        return batch -> {
            for (byte[] key : over(now)) {
                batch.delete(Family.RECEIPTS, key);
            }
        };
    }

    private List<byte[]> over(Instant now) {
        List<byte[]> over = new ArrayList<>();
        store.scan(Family.RECEIPTS, new byte[0], (key, value) -> {
            if (!now.isBefore(receipt(key, value).at().plus(KEPT))) {
                over.add(key);
            }
            return true;
        });
        return over;
    }

    private static Receipt receipt(byte[] key, byte[] value) {
        return new Receipt(
                new String(key, StandardCharsets.UTF_8),
                Keys.id(value),
                Instant.ofEpochMilli(ByteBuffer.wrap(Arrays.copyOfRange(value, Keys.ID_LENGTH, value.length))
                        .getLong()));
    }
}
