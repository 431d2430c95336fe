package io.sealpost.platform.load;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The data of a message on its way in, without transparency dots (RFC 5321 §4.5.2). */
final class SinkMessage {
    private static final int FIRST_ROOM = 16 * 1024;

    private byte[] octets = new byte[FIRST_ROOM];
    private int length;
    private int lineStart;

    /** Takes the octets that belong to it out of the input; answers whether its end was among them. */
    boolean takeFrom(ByteBuf in) {
        while (in.isReadable()) {
            int lineFeed = in.bytesBefore((byte) '\n');
            take(in, lineFeed < 0 ? in.readableBytes() : lineFeed + 1);
            if (lineFeed >= 0 && octets[lineStart] == '.') {
                if (length == lineStart + 3) {
                    length = lineStart;
                    return true;
                }
                length--;
                System.arraycopy(octets, lineStart + 1, octets, lineStart, length - lineStart);
            }
            if (lineFeed >= 0) {
                lineStart = length;
            }
        }
        return false;
    }

    byte[] content() {
        return Arrays.copyOf(octets, length);
    }

    private void take(ByteBuf in, int count) {
        if (length + count > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(length + count, 2 * octets.length));
        }
        in.readBytes(octets, length, count);
        length += count;
    }
}
