package io.sealpost.relay.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of the column families: a queue id (13 octets) for an envelope, queue id and number (4 octets, big-endian)
 * for a chunk, a sequence number (8 octets, big-endian) for an event. Other families key by names.
 */
final class Keys {
    static final int ID_LENGTH = 13;

    private Keys() {}

    static byte[] envelope(QueueId id) {
        return id.value().getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the envelopes after a message's own begin. */
    static byte[] afterEnvelope(QueueId id) {
        return Arrays.copyOf(envelope(id), ID_LENGTH + 1);
    }

    static byte[] chunk(QueueId id, int number) {
        return ByteBuffer.allocate(ID_LENGTH + 4)
                .put(envelope(id))
                .putInt(number)
                .array();
    }

    /** Where the chunks of a message end and those of the next one may begin. */
    static byte[] afterChunks(QueueId id) {
        return chunk(id, 0xFFFFFFFF);
    }

    /** Queue id, milliseconds (8 octets, big-endian) and the event's id. */
    static byte[] history(QueueId id, OutboxEvent event) {
        byte[] name = event.id().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(ID_LENGTH + Long.BYTES + name.length)
                .put(envelope(id))
                .putLong(event.at().toEpochMilli())
                .put(name)
                .array();
    }

    static boolean isOf(QueueId id, byte[] key) {
        return Arrays.equals(envelope(id), Arrays.copyOf(key, ID_LENGTH));
    }

    static byte[] event(long sequence) {
        return ByteBuffer.allocate(8).putLong(sequence).array();
    }

    static long sequence(byte[] eventKey) {
        return ByteBuffer.wrap(eventKey).getLong();
    }

    /** The queue id that opens the key of an envelope or a chunk. */
    static QueueId id(byte[] key) {
        return new QueueId(new String(key, 0, ID_LENGTH, StandardCharsets.US_ASCII));
    }

    static byte[] meta(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
