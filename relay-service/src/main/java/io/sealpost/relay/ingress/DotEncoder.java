package io.sealpost.relay.ingress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Frames a message that came whole as it would come after DATA (RFC 5321 §4.5.2), and leaves every other octet as it is: what
 * SMTP refuses, such as a lone CR or LF, is refused here for the same reason. One object a message; chunks in order.
 */
final class DotEncoder {
    private byte last = '\n';
    private boolean lineStart = true;

    byte[] encode(byte[] octets, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + length / 32 + 16);
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            if (lineStart && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineStart = octet == '\n' && last == '\r';
            last = octet;
        }
        return out.toByteArray();
    }

    /** The end of the last line if it lacks one, and the final dot. */
    byte[] end() {
        return ((lineStart ? "" : "\r\n") + ".\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
