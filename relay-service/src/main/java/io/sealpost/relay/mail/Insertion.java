package io.sealpost.relay.mail;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Text that goes in between the octets of a message.
 *
 * @param offset how many octets of the message stand before it
 * @param text ASCII
 */
public record Insertion(long offset, String text) {
    public Insertion {
        Objects.requireNonNull(text);
        if (offset < 0) {
            throw new IllegalArgumentException("a negative offset: " + offset);
        }
    }

    /** The text as it goes on the wire. */
    public byte[] octets() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
