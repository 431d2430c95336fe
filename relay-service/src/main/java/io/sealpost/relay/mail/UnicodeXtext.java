package io.sealpost.relay.mail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code utf-8-addr-xtext} of RFC 6533 §3: an address whose characters beyond ASCII, blanks, {@code +}, {@code =} and
 * backslash are written as <code>&#92;x{HEX}</code>. Read too where characters beyond ASCII stand for themselves.
 */
final class UnicodeXtext {
    private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-F]{2,6})}");
    private static final Pattern FORM =
            Pattern.compile("(?:[\\x21-\\x2a\\x2c-\\x3c\\x3e-\\x5b\\x5d-\\x7e\\x{80}-\\x{10FFFF}]|" + EMBEDDED + ")++");

    private UnicodeXtext() {}

    /** @throws IllegalArgumentException if it is none */
    static String decode(String encoded) {
        if (!FORM.matcher(encoded).matches()) {
            throw new IllegalArgumentException("not an address of the type utf-8 (RFC 6533)");
        }
        return EMBEDDED.matcher(encoded).replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
    }

    static String encode(String plain) {
        StringBuilder encoded = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if (c <= ' ' || c > '~' || c == '+' || c == '=' || c == '\\') {
                encoded.append(String.format(Locale.ROOT, "\\x{%02X}", c));
            } else {
                encoded.appendCodePoint(c);
            }
        });
        return encoded.toString();
    }

    private static String character(String hex) {
        int point = Integer.parseInt(hex, 16);
        if (!Character.isValidCodePoint(point) || Character.getType(point) == Character.SURROGATE) {
            throw new IllegalArgumentException("not a character of Unicode: " + hex);
        }
        return Character.toString(point);
    }
}
