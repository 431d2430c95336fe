package io.sealpost.rules.tenant;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address: RFC 5321 §4.1.2 with the characters of RFC 6531 §3.3. The local part is in NFC, and quoted only
 * where it cannot do without.
 */
public record EmailAddress(String localPart, DomainName domain) {

    private static final String ATEXT = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]+";
    private static final Pattern DOT_STRING = Pattern.compile(ATEXT + "(\\." + ATEXT + ")*");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final int LONGEST_LOCAL_PART = 64;

    /** The address in canonical form, or empty where it is none. */
    public static Optional<EmailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || !PlainText.isPlain(text)) {
            return Optional.empty();
        }
        return localPart(Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC))
                .flatMap(local -> DomainName.parse(text.substring(at + 1)).map(d -> new EmailAddress(local, d)));
    }

    private static Optional<String> localPart(String text) {
        var quoted = QUOTED.matcher(text);
        String content = quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : text;
        boolean atoms = DOT_STRING.matcher(content).matches();
        int octets = content.getBytes(StandardCharsets.UTF_8).length;
        if (octets == 0 || octets > LONGEST_LOCAL_PART || (!atoms && !quoted.matches())) {
            return Optional.empty();
        }
        return Optional.of(atoms ? content : '"' + content.replaceAll("([\"\\\\])", "\\\\$1") + '"');
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
