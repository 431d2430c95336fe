package io.sealpost.bounce.dsn;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A composed report, ready for the wire: 7-bit, no line longer than 998 characters.
 *
 * @param messageId with its angle brackets
 * @param recipient the one forward path, without angle brackets
 * @param header the header fields in their order
 * @param body lines, each ended by LF, the last one not empty
 */
public record NonDeliveryReport(String messageId, String recipient, List<HeaderField> header, String body) {

    public NonDeliveryReport {
        header = List.copyOf(header);
    }

    /** The message as it travels, with CRLF line ends (not dot-stuffed). */
    public byte[] toBytes() {
        String head = header.stream().map(field -> field.line() + "\n").collect(Collectors.joining());
        return (head + "\n" + body).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Names the report and nothing of its content. */
    @Override
    public String toString() {
        return "NonDeliveryReport[messageId=" + messageId + "]";
    }
}
