package io.sealpost.rules.rule;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public key, named by the SHA-256 of its SubjectPublicKeyInfo (as in RFC 7469 §2.4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
record Fingerprint(String hex) {

    static final String EXPECTED = "the SHA-256 of a public key (SubjectPublicKeyInfo): 64 hexadecimal digits, "
            + "with or without colons, or 44 characters of base64";

    private static final Pattern PLAIN = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=");

    static Optional<Fingerprint> parse(String text) {
        String trimmed = text.strip();
        if (PLAIN.matcher(trimmed).matches() || COLONS.matcher(trimmed).matches()) {
            return Optional.of(new Fingerprint(trimmed.replace(":", "").toLowerCase(Locale.ROOT)));
        }
        if (BASE64.matcher(trimmed).matches()) {
            return Optional.of(
                    new Fingerprint(HexFormat.of().formatHex(Base64.getDecoder().decode(trimmed))));
        }
        return Optional.empty();
    }
}
