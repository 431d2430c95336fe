package io.sealpost.relay.wire;

import java.nio.charset.StandardCharsets;

/**
 * Writes message content as chunks, each behind {@code BDAT} and its size (RFC 3030 §2): the octets stand as they are.
 *
 * <p>A chunk waits here until it is known whether it is the last, so that the last one needs no empty chunk after it.
 */
public final class ChunkFraming implements BodyFraming {
    private static final byte[] NOTHING = new byte[0];

    private byte[] held = NOTHING;

    /** The chunk before this one, if there was one. */
    @Override
    public byte[] encode(byte[] chunk) {
        byte[] before = held;
        held = chunk;
        return before.length == 0 ? NOTHING : framed(before, "");
    }

    /** The last chunk; empty for a message without content. */
    @Override
    public byte[] end() {
        return framed(held, " LAST");
    }

    private static byte[] framed(byte[] chunk, String suffix) {
        byte[] command = ("BDAT " + chunk.length + suffix + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[command.length + chunk.length];
        System.arraycopy(command, 0, framed, 0, command.length);
        System.arraycopy(chunk, 0, framed, command.length, chunk.length);
        return framed;
    }
}
