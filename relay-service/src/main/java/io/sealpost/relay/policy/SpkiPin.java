package io.sealpost.relay.policy;

import java.util.regex.Pattern;

/**
 * A public key, named by the SHA-256 of its SubjectPublicKeyInfo (as in RFC 7469 §2.4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SpkiPin(String hex) implements Comparable<SpkiPin> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public SpkiPin {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hex);
        }
    }

    @Override
    public int compareTo(SpkiPin other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
