package io.sealpost.relay.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** The {@code xtext} of RFC 3461 §4: printable ASCII whose blanks, {@code +} and {@code =} are written as {@code +HH}. */
final class Xtext {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Xtext() {}

    /**
     * The text whose octets in UTF-8 it stands for; {@link #printable} says whether it is as RFC 3461 has it.
     *
     * @throws IllegalArgumentException if it is no xtext, or its octets are no UTF-8
     */
    static String decode(String encoded) {
        ByteBuffer octets = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= ' ' || c > '~' || c == '=') {
                throw new IllegalArgumentException("xtext holds no blank, no = and nothing beyond ASCII");
            }
            if (c == '+') {
                octets.put(hex(encoded, i + 1));
                i += 2;
            } else {
                octets.put((byte) c);
            }
        }
        try {
            return UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("what xtext stands for is ASCII or UTF-8", e);
        }
    }

    static String encode(String plain) {
        StringBuilder encoded = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == ' ' || c == '+' || c == '=') {
                encoded.append('+').append(HEX.toHexDigits((byte) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** The text itself, which reaches reports: one line of printable ASCII. */
    static String printable(String plain) {
        if (plain.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("only printable ASCII may be written in xtext");
        }
        return plain;
    }

    private static byte hex(String encoded, int at) {
        if (at + 2 > encoded.length()
                || !HexFormat.isHexDigit(encoded.charAt(at))
                || !HexFormat.isHexDigit(encoded.charAt(at + 1))) {
            throw new IllegalArgumentException("a + in xtext is followed by two hexadecimal digits");
        }
        return (byte) HexFormat.fromHexDigits(encoded, at, at + 2);
    }
}
