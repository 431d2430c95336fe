package io.sealpost.bounce.dsn;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads words of a header that are not ASCII (RFC 2047). */
final class EncodedWords {

    private static final String PREFIX = "=?utf-8?B?";
    private static final String SUFFIX = "?=";

    /** RFC 2047 §2: an encoded word has at most 75 characters; Base64 makes four of three octets. */
    private static final int MOST_OCTETS = (75 - PREFIX.length() - SUFFIX.length()) / 4 * 3;

    private static final Pattern WORD =
            Pattern.compile("=\\?([A-Za-z0-9_-]{1,40})(?:\\*[^?]*)?\\?([BbQq])\\?([!->@-~]*)\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)[ \\t]+(?==\\?)");
    private static final Pattern OCTET = Pattern.compile("=([0-9A-Fa-f]{2})");

    private EncodedWords() {}

    /**
     * The text as it may stand in a header, one encoded word a line where it is not ASCII. Neither is what looks like an
     * encoded word already left as it is: a mail program would read it, and nobody has looked at what it says.
     */
    static String encode(String text) {
        if (SafeText.isAscii(text) && !text.contains("=?")) {
            return text;
        }
        StringBuilder encoded = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            if (octets(piece.toString() + character).length > MOST_OCTETS) {
                append(encoded, piece.toString());
                piece.setLength(0);
            }
            piece.append(character);
        });
        append(encoded, piece.toString());
        return encoded.toString();
    }

    /** The text with its encoded words read; what cannot be read stays as it is. */
    static String decode(String header) {
        return WORD.matcher(BETWEEN_WORDS.matcher(header).replaceAll(""))
                .replaceAll(word -> Matcher.quoteReplacement(decodeWord(word)));
    }

    private static String decodeWord(MatchResult word) {
        try {
            byte[] octets = word.group(2).toLowerCase(Locale.ROOT).equals("b")
                    ? Base64.getMimeDecoder().decode(word.group(3))
                    : quoted(word.group(3));
            return new String(octets, Charset.forName(word.group(1)));
        } catch (IllegalArgumentException e) {
            return word.group();
        }
    }

    private static byte[] quoted(String text) {
        return OCTET.matcher(text.replace('_', ' '))
                .replaceAll(octet ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(octet.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void append(StringBuilder encoded, String piece) {
        if (!encoded.isEmpty()) {
            encoded.append(' ');
        }
        encoded.append(PREFIX)
                .append(Base64.getEncoder().encodeToString(octets(piece)))
                .append(SUFFIX);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
