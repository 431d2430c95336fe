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
 */
public final class DotStuffing implements BodyFraming {
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private boolean lineStart = true;
    private boolean afterCr;

    /** The chunk as it goes over the wire; a trailing CR waits for what follows. */
    @Override
    public byte[] encode(byte[] chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunk.length + chunk.length / 32 + 16);
        for (byte octet : chunk) {
            if (octet == '\n') {
                endLine(out);
            } else {
                if (afterCr) {
                    endLine(out);
                }
                if (octet == '\r') {
                    afterCr = true;
                } else {
                    put(out, octet);
                }
            }
        }
        return out.toByteArray();
    }

    /** What follows the last chunk: the end of the last line if it lacks one, and the final dot. */
    @Override
    public byte[] end() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8);
        if (afterCr || !lineStart) {
            endLine(out);
        }
        out.writeBytes(END);
        return out.toByteArray();
    }

    private void put(ByteArrayOutputStream out, byte octet) {
        if (lineStart && octet == '.') {
            out.write('.');
        }
        out.write(octet);
        lineStart = false;
    }

    private void endLine(ByteArrayOutputStream out) {
        out.write('\r');
        out.write('\n');
        lineStart = true;
        afterCr = false;
    }
}
