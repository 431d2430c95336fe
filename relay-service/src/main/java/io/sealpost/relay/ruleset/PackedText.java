package io.sealpost.relay.ruleset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A text that is kept for long and seldom read, in a fraction of its octets: deflated (RFC 1951). Compares by its content. */
final class PackedText {
    private static final int BUFFER = 8192;
    /** Of a record: what is no UTF-8 in it is three octets instead of one, once it was read. */
    private static final int MOST = 3 * KafkaClients.MAX_RECORD;

    /** How many octets the text has (big-endian), and these deflated. */
    private final byte[] octets;

    private PackedText(byte[] octets) {
        this.octets = octets;
    }

    static PackedText of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(Integer.BYTES + plain.length / 2);
        packed.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(plain.length).array());
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] buffer = new byte[Math.min(BUFFER, Integer.BYTES + plain.length)];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        return new PackedText(packed.toByteArray());
    }

    /** What {@link #octets} gave. */
    static PackedText ofOctets(byte[] octets) {
        return new PackedText(octets.clone());
    }

    byte[] octets() {
        return octets.clone();
    }

    /** @throws IllegalArgumentException if the octets are not those of a packed text of at most 48 MiB */
    String text() {
        int length =
                octets.length < Integer.BYTES ? -1 : ByteBuffer.wrap(octets).getInt();
        if (length < 0 || length > MOST) {
            throw new IllegalArgumentException("not a packed text");
        }
        byte[] plain = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(octets, Integer.BYTES, octets.length - Integer.BYTES);
            int read = inflater.inflate(plain);
            boolean more = inflater.inflate(new byte[1]) > 0;
            if (read < length || more || !inflater.finished()) {
                throw new IllegalArgumentException("a packed text that is not of " + length + " octets");
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a packed text: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        return new String(plain, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedText packed && Arrays.equals(octets, packed.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return text();
    }
}
