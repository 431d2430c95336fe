package io.sealpost.bounce.dsn;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A composed report, ready for the wire: no line longer than 998 octets, and 7-bit unless it needs SMTPUTF8.
 *
 * @param messageId with its angle brackets
 * @param recipient the one forward path, without angle brackets
 * @param header the header fields in their order
 * @param body lines, each ended by LF, the last one not empty
 */
public record ReportMessage(String messageId, String recipient, List<HeaderField> header, String body) {

    public ReportMessage {
        header = List.copyOf(header);
    }

    /** Whether only servers with SMTPUTF8 (RFC 6531) and 8BITMIME can take it: its recipient's address is not ASCII. */
    public boolean needsSmtpUtf8() {
        return Transport.to(recipient) == Transport.INTERNATIONALIZED;
    }

    /** The same report under another Message-ID: for a copy of it, which a relay would else take for the first. */
    public ReportMessage under(String otherId) {
        List<HeaderField> renamed = header.stream()
                .map(field -> field.name().equals("Message-ID") ? HeaderField.of("Message-ID", otherId) : field)
                .toList();
        return messageId.equals(otherId) ? this : new ReportMessage(otherId, recipient, renamed, body);
    }

    /** The message as it travels, with CRLF line ends (not dot-stuffed). */
    public byte[] toBytes() {
        String head = header.stream().map(field -> field.line() + "\n").collect(Collectors.joining());
        return (head + "\n" + body).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Names the report and nothing of its content. */
    @Override
    public String toString() {
        return "ReportMessage[messageId=" + messageId + "]";
    }
}
