package io.sealpost.relay.wire;

import io.sealpost.relay.mail.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Puts an SMTP server's octets together to replies, in bounded memory (RFC 5321 §4.2.1).
 *
 * <p>A line may have {@value #MAX_LINE} octets (four times RFC 5321 §4.5.3.1.5, as servers are careless about it) and a
 * reply {@value #MAX_LINES} lines. A bare LF ends a line too: being strict here would protect nobody. Control
 * characters of the text become {@code ?}, since replies reach logs and reports. After a {@link Malformed} the parser
 * is of no more use.
 */
public final class ReplyParser {
    static final int MAX_LINE = 2048;
    static final int MAX_LINES = 100;

    private final byte[] line = new byte[MAX_LINE];
    private int lineLength;
    private byte[] input = new byte[0];
    private int position;
    private final List<String> texts = new ArrayList<>();
    private int code;

    /** What the octets so far came to. */
    public sealed interface Parsed {}

    /** A whole reply. */
    public record Complete(Reply reply) implements Parsed {}

    /** No reply at all, or one without end. */
    public record Malformed(String why) implements Parsed {}

    /** Takes further octets; {@link #next} then tells what they complete. */
    public void feed(byte[] octets) {
        int kept = input.length - position;
        byte[] joined = Arrays.copyOfRange(input, position, input.length + octets.length);
        System.arraycopy(octets, 0, joined, kept, octets.length);
        input = joined;
        position = 0;
    }

    /** The next reply, or why there is none; empty until more octets come. */
    public Optional<Parsed> next() {
        while (position < input.length) {
            byte octet = input[position++];
            if (octet == '\n') {
                Optional<Parsed> parsed = endOfLine();
                if (parsed.isPresent()) {
                    return parsed;
                }
            } else if (lineLength == MAX_LINE) {
                return malformed("a reply line of more than " + MAX_LINE + " octets");
            } else {
                line[lineLength++] = octet;
            }
        }
        return Optional.empty();
    }

    /** Whether octets came after the last complete reply. */
    public boolean hasOctets() {
        return position < input.length || lineLength > 0 || !texts.isEmpty();
    }

    private Optional<Parsed> endOfLine() {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        lineLength = 0;
        if (length < 3 || !isCode() || (length > 3 && line[3] != ' ' && line[3] != '-')) {
            return malformed("not a reply: " + text(0, Math.min(length, 64)));
        }
        int lineCode = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
        if (!texts.isEmpty() && lineCode != code) {
            return malformed("a reply whose lines differ in their code: " + code + " and " + lineCode);
        }
        code = lineCode;
        texts.add(text(Math.min(4, length), length));
        if (length > 3 && line[3] == '-') {
            return texts.size() < MAX_LINES
                    ? Optional.empty()
                    : malformed("a reply of more than " + MAX_LINES + " lines");
        }
        Reply reply = new Reply(code, texts);
        texts.clear();
        return Optional.of(new Complete(reply));
    }

    private boolean isCode() {
        return line[0] >= '2' && line[0] <= '5' && isDigit(line[1]) && isDigit(line[2]);
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private String text(int from, int to) {
        StringBuilder text = new StringBuilder(new String(line, from, to - from, StandardCharsets.UTF_8));
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, '?');
            }
        }
        return text.toString();
    }

    private static Optional<Parsed> malformed(String why) {
        return Optional.of(new Malformed(why));
    }
}
