package io.sealpost.bounce.dsn;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells octets that are UTF-8 (RFC 3629) from others. */
final class Utf8 {

    private Utf8() {}

    /** The text of octets, one character an octet; empty where they are not well-formed UTF-8. */
    static Optional<String> decode(String octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
