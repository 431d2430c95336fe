package io.sealpost.relay.wire;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes message content as it stands after DATA: a dot more where a line begins with one, and the final dot
 * (RFC 5321 §4.5.2).
 *
 * <p>Only CRLF leaves as the end of a line: a bare CR or LF becomes CRLF (RFC 5321 §2.3.8). A remote that takes a bare
 * LF for the end of a line could otherwise be made to see an end of data inside the content (SMTP smuggling).
 * Well-formed content passes unchanged, and where no line of a chunk begins with a dot it passes uncopied: nobody may change
 * a chunk afterwards. One object a message; chunks in order.
 *
 * <p>A chunk waits here until it is known whether it is the last, so that the final dot leaves with it: most messages have
 * one chunk, and a write, a TLS record and a packet for three octets more would cost as much as for the whole.
 */
public final class DotStuffing implements BodyFraming {
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EIGHT_CRS = 0x0d0d0d0d0d0d0d0dL;
    private static final long EIGHT_LFS = 0x0a0a0a0a0a0a0a0aL;
    private static final long EIGHT_ONES = 0x0101010101010101L;
    private static final long EIGHT_HIGH_BITS = 0x8080808080808080L;

    private static final byte[] NOTHING = {};

    private byte[] held = NOTHING;
    private boolean lineStart = true;
    private boolean afterCr;

    /** The chunk before this one, if there was one. */
    @Override
    public byte[] encode(byte[] chunk) {
        byte[] before = held;
        if (isAsItMustBe(chunk)) {
            held = chunk;
            lineStart = chunk.length == 0 ? lineStart : chunk[chunk.length - 1] == '\n';
        } else {
            held = stuffed(chunk);
        }
        return before;
    }

    /**
     * The last chunk, the end of its last line if it lacks one, and the final dot. Nothing is held from now on: a server may
     * take long for its final reply, and thousands may.
     */
    @Override
    public byte[] end() {
        boolean open = afterCr || !lineStart;
        byte[] last = Arrays.copyOf(held, held.length + (open ? LINE_END.length : 0) + END.length);
        if (open) {
            System.arraycopy(LINE_END, 0, last, held.length, LINE_END.length);
        }
        System.arraycopy(END, 0, last, last.length - END.length, END.length);
        held = NOTHING;
        return last;
    }

    /** Whether all line ends are whole and within it, and no line begins with a dot. */
    private boolean isAsItMustBe(byte[] chunk) {
        if (afterCr || (lineStart && isDot(chunk, 0))) {
            return false;
        }
        int end = endOfText(chunk, 0);
        while (end < chunk.length) {
            boolean whole = chunk[end] == '\r' && end + 1 < chunk.length && chunk[end + 1] == '\n';
            if (!whole || isDot(chunk, end + LINE_END.length)) {
                return false;
            }
            end = endOfText(chunk, end + LINE_END.length);
        }
        return true;
    }

    private static boolean isDot(byte[] chunk, int position) {
        return position < chunk.length && chunk[position] == '.';
    }

    /** A trailing CR waits for what follows. */
    private byte[] stuffed(byte[] chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunk.length + chunk.length / 32 + 16);
        int position = 0;
        while (position < chunk.length) {
            byte octet = chunk[position];
            if (afterCr && octet != '\n') {
                endLine(out);
            }
            if (octet == '\n') {
                endLine(out);
                position++;
            } else if (octet == '\r') {
                afterCr = true;
                position++;
            } else {
                int end = endOfText(chunk, position);
                put(out, chunk, position, end);
                position = end;
            }
        }
        return out.toByteArray();
    }

    /** Where the next CR or LF is: eight octets at a time, for all content passes here. */
    private static int endOfText(byte[] chunk, int start) {
        int end = start;
        while (end + Long.BYTES <= chunk.length && isText((long) EIGHT.get(chunk, end))) {
            end += Long.BYTES;
        }
        while (end < chunk.length && chunk[end] != '\r' && chunk[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Whether none of eight octets is CR or LF: what is 0 by the difference borrows from its highest bit. */
    private static boolean isText(long eight) {
        long crs = eight ^ EIGHT_CRS;
        long lfs = eight ^ EIGHT_LFS;
        return ((((crs - EIGHT_ONES) & ~crs) | ((lfs - EIGHT_ONES) & ~lfs)) & EIGHT_HIGH_BITS) == 0;
    }

    private void put(ByteArrayOutputStream out, byte[] chunk, int start, int end) {
        if (lineStart && chunk[start] == '.') {
            out.write('.');
        }
        out.write(chunk, start, end - start);
        lineStart = false;
    }

    private void endLine(ByteArrayOutputStream out) {
        out.writeBytes(LINE_END);
        lineStart = true;
        afterCr = false;
    }
}
