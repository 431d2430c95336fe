package io.sealpost.platform.mail;

import java.util.List;

/**
 * A server's reply.
 *
 * @param lines the text of its lines, without codes
 */
public record SmtpReply(int code, List<String> lines) {
    public SmtpReply {
        lines = List.copyOf(lines);
    }

    public boolean isPositive() {
        return code < 400;
    }

    /** Whether a line of the reply to EHLO begins with this keyword. */
    public boolean offers(String keyword) {
        return lines.stream().anyMatch(line -> line.equals(keyword) || line.startsWith(keyword + " "));
    }

    /** Code and text on one line. */
    @Override
    public String toString() {
        return code + " " + String.join(" / ", lines);
    }
}
