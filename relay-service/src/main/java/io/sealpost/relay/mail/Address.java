package io.sealpost.relay.mail;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A mailbox, {@code local-part@domain} (RFC 5321 §4.1.2).
 *
 * @param localPart without quotes and escapes, exactly as its owner spells it: 1 to 64 octets
 * @param domain its normalised domain
 */
public record Address(String localPart, Domain domain) {
    private static final int MAX_LOCAL_PART = 64;
    /** What atoms hold beside letters and digits (RFC 5322 §3.2.3). */
    private static final String ATOM_SIGNS = "!#$%&'*+/=?^_`{|}~-";

    public Address {
        Objects.requireNonNull(domain);
        int octets = localPart.getBytes(StandardCharsets.UTF_8).length;
        if (octets == 0 || octets > MAX_LOCAL_PART) {
            throw new IllegalArgumentException("the part before the @ must have 1 to 64 octets");
        }
        if (localPart.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("the part before the @ holds a control character");
        }
    }

    /**
     * Reads an address without angle brackets; the local part may be quoted.
     *
     * @throws IllegalArgumentException with words fit for the one who wrote it
     */
    public static Address parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("not an address: no local part before an @");
        }
        String written = text.substring(0, at);
        Domain domain = Domain.parse(text.substring(at + 1));
        if (written.startsWith("\"")) {
            return new Address(unquote(written), domain);
        }
        if (!isDotString(written)) {
            throw new IllegalArgumentException("not an address: the part before the @ needs quotes or is malformed");
        }
        return new Address(written, domain);
    }

    /** Whether writing it needs SMTPUTF8 (RFC 6531): the local part is not ASCII. */
    public boolean isInternationalized() {
        return localPart.chars().anyMatch(c -> c > 0x7f);
    }

    /** Whether some servers would send it on to elsewhere (RFC 5321 §4.1.2, appendix F.2): as {@code %} or {@code !} say. */
    public boolean isRouted() {
        return localPart.indexOf('%') >= 0 || localPart.indexOf('!') >= 0;
    }

    /** The address as it stands on the wire, quoted only where it must be (RFC 5321 §4.1.2). */
    @Override
    public String toString() {
        return (isDotString(localPart) ? localPart : quote()) + "@" + domain;
    }

    /** A Dot-string of RFC 5321 §4.1.2, with the UTF-8 letters of RFC 6531 §3.3: atoms with a dot between each two. */
    private static boolean isDotString(String text) {
        boolean inAtom = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? !inAtom : !isAtomText(c)) {
                return false;
            }
            inAtom = c != '.';
        }
        return inAtom;
    }

    private static boolean isAtomText(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c >= 0x80
                || ATOM_SIGNS.indexOf(c) >= 0;
    }

    private String quote() {
        return "\"" + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String unquote(String quoted) {
        StringBuilder plain = new StringBuilder(quoted.length());
        int last = quoted.length() - 1;
        for (int i = 1; i < last; i++) {
            char c = quoted.charAt(i);
            if (c == '"') {
                throw new IllegalArgumentException("not an address: a quote inside the quoted part needs a backslash");
            }
            if (c == '\\') {
                i++;
                if (i == last) {
                    throw new IllegalArgumentException("not an address: the quoted part does not end");
                }
                c = quoted.charAt(i);
            }
            plain.append(c);
        }
        if (last < 1 || quoted.charAt(last) != '"') {
            throw new IllegalArgumentException("not an address: the quoted part does not end");
        }
        return plain.toString();
    }
}
