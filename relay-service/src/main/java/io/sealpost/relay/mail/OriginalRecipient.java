package io.sealpost.relay.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The recipient as the sender first wrote it: the value of ORCPT (RFC 3461 §4.2, RFC 6533 §3).
 *
 * @param addressType such as {@code rfc822}, in lower case
 * @param address decoded, not empty, without control characters; beyond ASCII only where the type is {@code utf-8}
 */
public record OriginalRecipient(String addressType, String address) {
    static final int MAX_LENGTH = 500;

    private static final String UTF_8 = "utf-8";
    private static final String RFC_822 = "rfc822";
    /** An atom of RFC 5322 §3.2.3 without {@code +} and {@code =}, which mean something to SMTP parameters. */
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$%&'*/?^_`{|}~-]{1,64}");

    public OriginalRecipient {
        if (!TYPE.matcher(addressType).matches()) {
            throw new IllegalArgumentException("ORCPT begins with an address type, such as rfc822;");
        }
        addressType = addressType.toLowerCase(Locale.ROOT);
        if (address.isEmpty() || address.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the address in ORCPT is empty or holds control characters");
        }
        if (written(addressType, address).length() > MAX_LENGTH) {
            throw new IllegalArgumentException("ORCPT has at most " + MAX_LENGTH + " characters");
        }
    }

    /**
     * Reads {@code type;xtext}, or with the type {@code utf-8} one of the forms of RFC 6533 §3. Postfix writes an address
     * beyond ASCII as {@code rfc822} with its UTF-8 in xtext; its type is then {@code utf-8}.
     *
     * @throws IllegalArgumentException with words fit for the one who wrote it
     */
    public static OriginalRecipient parse(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            throw new IllegalArgumentException("write ORCPT=rfc822;address");
        }
        String type = text.substring(0, semicolon);
        String encoded = text.substring(semicolon + 1);
        if (type.equalsIgnoreCase(UTF_8)) {
            return new OriginalRecipient(type, UnicodeXtext.decode(encoded));
        }
        String address = Xtext.decode(encoded);
        boolean unicode = type.equalsIgnoreCase(RFC_822) && address.chars().anyMatch(c -> c > '~');
        return new OriginalRecipient(unicode ? UTF_8 : type, address);
    }

    /** As it stands in the parameter: in ASCII, so that any server that offers DSN takes it. */
    @Override
    public String toString() {
        return written(addressType, address);
    }

    private static String written(String type, String address) {
        return type + ";"
                + (type.equals(UTF_8) ? UnicodeXtext.encode(address) : Xtext.encode(Xtext.printable(address)));
    }
}
