package io.sealpost.platform.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message as a client says it, ready to be sent again and again. */
public final class Submission {
    private final byte[] envelope;
    private final int recipients;
    private final byte[] content;

    private Submission(byte[] envelope, int recipients, byte[] content) {
        this.envelope = envelope;
        this.recipients = recipients;
        this.content = content;
    }

    /**
     * Prepares a message.
     *
     * @param message ends with CRLF
     */
    public static Submission of(String sender, List<String> recipients, byte[] message) {
        StringBuilder envelope = new StringBuilder("MAIL FROM:<" + sender + ">\r\n");
        recipients.forEach(
                recipient -> envelope.append("RCPT TO:<").append(recipient).append(">\r\n"));
        envelope.append("DATA\r\n");
        return new Submission(
                envelope.toString().getBytes(StandardCharsets.US_ASCII), recipients.size(), stuffed(message));
    }

    /** MAIL, RCPT for each recipient, and DATA, in one go (RFC 2920); not to be changed. */
    byte[] envelope() {
        return envelope;
    }

    int recipients() {
        return recipients;
    }

    /** With its transparency dots, and the end of the data (RFC 5321 §4.5.2); not to be changed. */
    byte[] content() {
        return content;
    }

    private static byte[] stuffed(byte[] message) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(message.length + 64);
        int written = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '.' && (i == 0 || message[i - 1] == '\n')) {
                stuffed.write(message, written, i - written);
                stuffed.write('.');
                written = i;
            }
        }
        stuffed.write(message, written, message.length - written);
        stuffed.writeBytes(new byte[] {'.', '\r', '\n'});
        return stuffed.toByteArray();
    }
}
