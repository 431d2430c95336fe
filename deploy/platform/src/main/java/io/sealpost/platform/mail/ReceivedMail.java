package io.sealpost.platform.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as a partner received it.
 *
 * @param sender the reverse path without angle brackets, empty for the null path
 * @param content exactly what came, with the transparency dots removed: one character for each byte (ISO 8859-1)
 * @param tls empty if it came in clear
 */
public record ReceivedMail(
        String sender, List<String> recipients, String content, Optional<TlsSession> tls, Instant at) {
    public ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    public byte[] bytes() {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The header block, without the empty line that ends it. */
    public String headers() {
        int end = content.indexOf("\r\n\r\n");
        return end < 0 ? content : content.substring(0, end + 2);
    }
}
