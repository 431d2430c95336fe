package io.sealpost.relay.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes message content as it stands after DATA: a dot more where a line begins with one, and the final dot
 * (RFC 5321 §4.5.2).
 *
 * <p>Only CRLF leaves as the end of a line: a bare CR or LF becomes CRLF (RFC 5321 §2.3.8). A remote that takes a bare
 * LF for the end of a line could otherwise be made to see an end of data inside the content (SMTP smuggling).
 * Well-formed content passes unchanged. One object a message; chunks in order.
 *
 * <p>A chunk waits here until it is known whether it is the last, so that the final dot leaves with it: most messages have
 * one chunk, and a write, a TLS record and a packet for three octets more would cost as much as for the whole.
 */
public final class DotStuffing implements BodyFraming {
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private boolean lineStart = true;
    private boolean afterCr;

    /** The chunk before this one, if there was one. */
    @Override
    public byte[] encode(byte[] chunk) {
        byte[] before = held.toByteArray();
        held = new ByteArrayOutputStream(chunk.length + chunk.length / 32 + 16);
        stuff(chunk);
        return before;
    }

    /** The last chunk, the end of its last line if it lacks one, and the final dot. */
    @Override
    public byte[] end() {
        if (afterCr || !lineStart) {
            endLine();
        }
        held.writeBytes(END);
        return held.toByteArray();
    }

    /** A trailing CR waits for what follows. */
    private void stuff(byte[] chunk) {
        int position = 0;
        while (position < chunk.length) {
            byte octet = chunk[position];
            if (afterCr && octet != '\n') {
                endLine();
            }
            if (octet == '\n') {
                endLine();
                position++;
            } else if (octet == '\r') {
                afterCr = true;
                position++;
            } else {
                int end = endOfText(chunk, position);
                put(chunk, position, end);
                position = end;
            }
        }
    }

    private static int endOfText(byte[] chunk, int start) {
        int end = start;
        while (end < chunk.length && chunk[end] != '\r' && chunk[end] != '\n') {
            end++;
        }
        return end;
    }

    private void put(byte[] chunk, int start, int end) {
        if (lineStart && chunk[start] == '.') {
            held.write('.');
        }
        held.write(chunk, start, end - start);
        lineStart = false;
    }

    private void endLine() {
        held.writeBytes(LINE_END);
        lineStart = true;
        afterCr = false;
    }
}
