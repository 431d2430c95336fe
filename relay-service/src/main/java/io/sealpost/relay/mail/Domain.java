package io.sealpost.relay.mail;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A domain name in the one form in which domains compare: IDNA A-labels, lower case, no trailing dot
 * (RFC 5321 §2.3.5, RFC 5890 §2.3.2.1).
 *
 * @param name the normalised name, 1 to 253 characters
 */
public record Domain(String name) implements Comparable<Domain> {
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    public Domain {
        if (!isWellFormed(name)) {
            throw malformed(name);
        }
    }

    /**
     * Reads a domain as people and mail programs write it: any case, U-labels or A-labels, with or without a trailing
     * dot.
     *
     * @throws IllegalArgumentException with words fit for the one who wrote it
     */
    public static Domain parse(String text) {
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (bare.length() > MAX_LENGTH) {
            throw malformed(text.substring(0, 64) + "…");
        }
        try {
            String ascii = isAscii(bare) ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED);
            return new Domain(ascii.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
    }

    /** Whether this domain lies below the other one; a domain is not below itself. */
    public boolean isBelow(Domain other) {
        return name.length() > other.name.length() && name.endsWith("." + other.name);
    }

    /** Its name and the names above it, down to a single label. */
    public List<String> upwards() {
        List<String> names = new ArrayList<>();
        names.add(name);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            names.add(name.substring(dot + 1));
        }
        return names;
    }

    @Override
    public int compareTo(Domain other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** Labels of 1 to 63 letters, digits, hyphens and underscores, that neither begin nor end with a hyphen. */
    private static boolean isWellFormed(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean end = i == name.length() || name.charAt(i) == '.';
            if (end) {
                boolean fits = i > start && i - start <= MAX_LABEL;
                if (!fits || name.charAt(start) == '-' || name.charAt(i - 1) == '-') {
                    return false;
                }
                start = i + 1;
            } else if (!isOfLabel(name.charAt(i))) {
                return false;
            }
        }
        return name.length() <= MAX_LENGTH;
    }

    private static boolean isOfLabel(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static IllegalArgumentException malformed(String written) {
        return new IllegalArgumentException("not a domain name: \"" + written + "\"");
    }
}
