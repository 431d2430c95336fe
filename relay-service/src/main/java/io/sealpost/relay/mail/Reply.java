package io.sealpost.relay.mail;

import java.util.List;
import java.util.Optional;

/**
 * An SMTP reply (RFC 5321 §4.2): a code and one or more lines of text.
 *
 * @param code 200 to 599
 * @param lines the text of each line, without code and separator; at least one, perhaps empty
 */
public record Reply(int code, List<String> lines) {
    public Reply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("not a reply code: " + code);
        }
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
    }

    /** A reply of one line. */
    public static Reply of(int code, String text) {
        return new Reply(code, List.of(text));
    }

    /** A reply of one line that opens with an enhanced status (RFC 2034 §4). */
    public static Reply of(int code, EnhancedStatus status, String text) {
        return of(code, status + " " + text);
    }

    public boolean isPositive() {
        return code < 400;
    }

    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    public boolean isPermanent() {
        return code >= 500;
    }

    /** The enhanced status that opens the first line, if it is of the same class as the code (RFC 2034 §4). */
    public Optional<EnhancedStatus> enhancedStatus() {
        String first = lines.get(0);
        int space = first.indexOf(' ');
        return EnhancedStatus.parse(space < 0 ? first : first.substring(0, space))
                .filter(status -> status.kind() == code / 100);
    }

    /** Code and all lines, joined by spaces: what reports and events call the remote's own words. */
    public String words() {
        return code + " " + String.join(" ", lines);
    }

    @Override
    public String toString() {
        return words();
    }
}
