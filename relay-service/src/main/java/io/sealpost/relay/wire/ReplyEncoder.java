package io.sealpost.relay.wire;

import io.sealpost.relay.mail.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a reply as it goes over the wire (RFC 5321 §4.2.1).
 *
 * <p>Text may quote what a client wrote, so whatever is not printable ASCII becomes a question mark: no reply can hold
 * a second one. A line has at most 512 octets (RFC 5321 §4.5.3.1.5).
 */
public final class ReplyEncoder {
    private static final int MAX_TEXT = 512 - "250-".length() - "\r\n".length();

    private ReplyEncoder() {}

    public static byte[] encode(Reply reply) {
        StringBuilder wire = new StringBuilder();
        List<String> lines = reply.lines();
        for (int i = 0; i < lines.size(); i++) {
            wire.append(reply.code())
                    .append(i < lines.size() - 1 ? '-' : ' ')
                    .append(bounded(printable(lines.get(i))))
                    .append("\r\n");
        }
        return wire.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The text with a question mark for each character that is not printable ASCII. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return printable.toString();
    }

    private static String bounded(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
