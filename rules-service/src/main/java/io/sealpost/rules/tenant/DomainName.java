package io.sealpost.rules.tenant;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail domain as A-labels in lower case without a trailing dot: RFC 5890 §2.3.2.1, RFC 1035 §2.3.4.
 *
 * <p>Characters that IDNA 2003 and 2008 read differently (RFC 5894 §7.2: sharp s, final sigma, the joiners) are
 * refused in Unicode form: a rule must not guard another domain than the one its author meant. Their A-label is
 * accepted.
 */
public record DomainName(String ascii) {

    private static final Pattern DEVIATIONS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST = 253;

    /** The name in canonical form, or empty where it is no domain name; addresses of hosts are none. */
    public static Optional<DomainName> parse(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || DEVIATIONS.matcher(name).find()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return wellFormed(ascii) ? Optional.of(new DomainName(ascii)) : Optional.empty();
        } catch (IllegalArgumentException notIdna) {
            return Optional.empty();
        }
    }

    private static boolean wellFormed(String ascii) {
        if (ascii.length() > LONGEST || ascii.endsWith(".")) {
            return false;
        }
        String[] labels = ascii.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return !labels[labels.length - 1].matches("[0-9]+");
    }

    @Override
    public String toString() {
        return ascii;
    }
}
