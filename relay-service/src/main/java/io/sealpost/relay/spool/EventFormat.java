package io.sealpost.relay.spool;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How events lie on disk: a version octet, the CRC-32C of the rest (4 octets, big-endian), the time (seconds and
 * nanoseconds, 8 and 4 octets), then topic, key, id, type, value and, where it is traced, traceparent, each as UTF-8 with its length (4 octets) before
 * it. Binary, since the value is JSON already and each message has events. What an earlier release wrote as {@link RecordFormat} is read, too.
 */
final class EventFormat {
    private static final byte VERSION = 2;
    private static final int HEADER = 5;
    private static final int TIME = Long.BYTES + Integer.BYTES;

    private EventFormat() {}

    static byte[] encode(OutboxEvent event) {
        List<byte[]> texts = Stream.concat(
                        Stream.of(event.topic(), event.key(), event.id(), event.type(), event.value()),
                        event.traceparent().stream())
                .map(EventFormat::octets)
                .toList();
        int length = HEADER + TIME;
        for (byte[] text : texts) {
            length += Integer.BYTES + text.length;
        }
        ByteBuffer stored = ByteBuffer.allocate(length).put(VERSION).putInt(0);
        Instant at = event.at();
        stored.putLong(at.getEpochSecond()).putInt(at.getNano());
        for (byte[] text : texts) {
            stored.putInt(text.length).put(text);
        }
        return stored.putInt(1, RecordFormat.checksum(stored.array(), HEADER, length - HEADER))
                .array();
    }

    static OutboxEvent decode(byte[] stored) throws DamagedRecordException {
        if (stored.length < HEADER || stored[0] != VERSION) {
            return RecordFormat.decode(stored, OutboxEvent.class);
        }
        ByteBuffer in = ByteBuffer.wrap(stored);
        if (in.getInt(1) != RecordFormat.checksum(stored, HEADER, stored.length - HEADER)) {
            throw new DamagedRecordException("the event's checksum is wrong");
        }
        try {
            in.position(HEADER);
            Instant at = Instant.ofEpochSecond(in.getLong(), in.getInt());
            return new OutboxEvent(
                    text(in),
                    text(in),
                    text(in),
                    text(in),
                    at,
                    text(in),
                    in.hasRemaining() ? Optional.of(text(in)) : Optional.empty());
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            throw new DamagedRecordException("the event's content is malformed", e);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] octets = new byte[length];
        in.get(octets);
        return new String(octets, StandardCharsets.UTF_8);
    }
}
