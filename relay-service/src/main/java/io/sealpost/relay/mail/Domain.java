package io.sealpost.relay.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain name in the one form in which domains compare: IDNA A-labels, lower case, no trailing dot
 * (RFC 5321 §2.3.5, RFC 5890 §2.3.2.1).
 *
 * @param name the normalised name, 1 to 253 characters
 */
public record Domain(String name) implements Comparable<Domain> {
    private static final int MAX_LENGTH = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    public Domain {
        requireWellFormed(name, name);
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
        String ascii;
        try {
            ascii = IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw malformed(text);
        }
        requireWellFormed(ascii, text);
        return new Domain(ascii);
    }

    /** Whether this domain lies below the other one; a domain is not below itself. */
    public boolean isBelow(Domain other) {
        return name.length() > other.name.length() && name.endsWith("." + other.name);
    }

    @Override
    public int compareTo(Domain other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    private static void requireWellFormed(String ascii, String written) {
        if (ascii.isEmpty() || ascii.length() > MAX_LENGTH) {
            throw malformed(written);
        }
        for (String label : ascii.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                throw malformed(written);
            }
        }
    }

    private static IllegalArgumentException malformed(String written) {
        return new IllegalArgumentException("not a domain name: \"" + written + "\"");
    }
}
