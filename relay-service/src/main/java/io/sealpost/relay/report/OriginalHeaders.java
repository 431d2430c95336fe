package io.sealpost.relay.report;

import java.nio.charset.StandardCharsets;

/**
 * Takes the header block off the beginning of a message, for the third part of a report (RFC 3462 §2).
 *
 * <p>The block is returned as it was relayed, our own Received field at its top: that is what the recipient's server
 * would have seen, and it ties the report to the queue id. It is cut at a whole field where it is longer than what is
 * read. Each character of the result is one octet (ISO 8859-1), so that 8-bit headers survive.
 */
public final class OriginalHeaders {
    /** The longest block that an event carries, in octets. */
    public static final int LIMIT = 64 * 1024;

    private OriginalHeaders() {}

    /**
     * The header fields at the beginning of a message, each with its CRLF, without the empty line.
     *
     * @param start the first octets of the message, up to {@link #LIMIT} of them count
     * @param whole whether they are the whole message
     */
    public static String of(byte[] start, boolean whole) {
        int length = Math.min(start.length, LIMIT);
        String text = new String(start, 0, length, StandardCharsets.ISO_8859_1);
        int fieldsEnd = 0;
        int line = 0;
        while (line < length) {
            int end = text.indexOf("\r\n", line);
            if (end < 0) {
                break;
            }
            if (end == line || !(isFolded(text, line) || isField(text, line, end))) {
                return text.substring(0, line);
            }
            line = end + 2;
            if (line < length && !isFolded(text, line)) {
                fieldsEnd = line;
            }
        }
        boolean ended = whole && length == start.length && line == length;
        return text.substring(0, ended ? length : fieldsEnd);
    }

    private static boolean isFolded(String text, int line) {
        return text.charAt(line) == ' ' || text.charAt(line) == '\t';
    }

    /** RFC 5322 §2.2: printable US-ASCII but the colon, then a colon. */
    private static boolean isField(String text, int line, int end) {
        int colon = text.indexOf(':', line);
        return colon > line
                && colon < end
                && text.substring(line, colon).stripTrailing().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
