package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Domain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How schedule records lie on disk: a version octet, the CRC-32C of the rest (4 octets, big-endian), then the fields in
 * their order. Instants are milliseconds (8 octets), names are preceded by their length; an absent instant is
 * {@value #ABSENT}, an absent name is empty. What stops recipients is the last octet, which earlier releases neither wrote nor
 * read. Binary, since a start reads all of them.
 */
final class ScheduleFormat {
    private static final byte VERSION = 1;
    private static final int HEADER = 5;
    private static final long ABSENT = Long.MIN_VALUE;

    private ScheduleFormat() {}

    static byte[] encode(ScheduleRecord record) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(128);
        DataOutputStream out = new DataOutputStream(octets);
        try {
            out.writeByte(VERSION);
            out.writeInt(0);
            out.writeLong(record.acceptedAt().toEpochMilli());
            out.writeUTF(record.sender().map(Domain::name).orElse(""));
            out.writeBoolean(record.report());
            out.writeLong(record.nextAttemptAt().toEpochMilli());
            out.writeInt(record.destinations().size());
            for (ScheduleRecord.Destination destination : record.destinations()) {
                out.writeUTF(destination.domain().name());
                out.writeInt(destination.rounds());
                out.writeLong(
                        destination.lastAttemptAt().map(Instant::toEpochMilli).orElse(ABSENT));
            }
            out.writeByte(record.stopped().code());
        } catch (IOException e) {
            throw new IllegalStateException("a schedule record has no binary form", e);
        }
        byte[] stored = octets.toByteArray();
        ByteBuffer.wrap(stored).putInt(1, checksum(stored));
        return stored;
    }

    static ScheduleRecord decode(QueueId id, byte[] stored) throws DamagedRecordException {
        if (stored.length < HEADER || stored[0] != VERSION) {
            throw new DamagedRecordException("the schedule record is too short or of an unknown format version");
        }
        if (ByteBuffer.wrap(stored).getInt(1) != checksum(stored)) {
            throw new DamagedRecordException("the schedule record's checksum is wrong");
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored, HEADER, stored.length - HEADER));
            return new ScheduleRecord(
                    id,
                    Instant.ofEpochMilli(in.readLong()),
                    Optional.of(in.readUTF()).filter(name -> !name.isEmpty()).map(Domain::new),
                    in.readBoolean(),
                    Instant.ofEpochMilli(in.readLong()),
                    destinations(in),
                    stopped(in));
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedRecordException("the schedule record's content is malformed", e);
        }
    }

    private static List<ScheduleRecord.Destination> destinations(DataInputStream in) throws IOException {
        List<ScheduleRecord.Destination> destinations = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            destinations.add(new ScheduleRecord.Destination(
                    new Domain(in.readUTF()),
                    in.readInt(),
                    Optional.of(in.readLong()).filter(at -> at != ABSENT).map(Instant::ofEpochMilli)));
        }
        return destinations;
    }

    private static ScheduleRecord.Stopped stopped(DataInputStream in) throws IOException {
        return in.available() == 0 ? ScheduleRecord.Stopped.NONE : ScheduleRecord.Stopped.of(in.readUnsignedByte());
    }

    private static int checksum(byte[] stored) {
        return RecordFormat.checksum(stored, HEADER, stored.length - HEADER);
    }
}
