package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Domain;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A dNSName of a certificate's subjectAltName, as a presented identifier (RFC 9525 §6). The subject's common name is
 * none.
 *
 * <p>A wildcard is the whole left-most label and stands for exactly one label (§6.3). Names compare as A-labels without
 * regard to case; one that holds U-labels, a partial wildcard, a wildcard right below a top-level domain or an IP
 * address matches nothing.
 *
 * @param domain the name, without the wildcard label
 * @param wildcard whether it stands for the names one label below the domain
 */
public record CertificateName(Domain domain, boolean wildcard) {
    private static final String WILDCARD = "*.";
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?[0-9]+");

    /** Empty for what matches no host. */
    public static Optional<CertificateName> parse(String presented) {
        boolean wildcard = presented.startsWith(WILDCARD);
        String name = wildcard ? presented.substring(WILDCARD.length()) : presented;
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(name);
        if (!ascii || isAddress(name) || (wildcard && !name.contains("."))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CertificateName(new Domain(name.toLowerCase(Locale.ROOT)), wildcard));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** The host's name as a reference identifier; empty where it is none, as for an IP address (§1.2). */
    public static Optional<Domain> reference(String host) {
        if (isAddress(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Domain.parse(host));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** Whether a certificate with this name is one of this host. */
    public boolean covers(Domain host) {
        return wildcard
                ? host.name().substring(host.name().indexOf('.') + 1).equals(domain.name()) && host.isBelow(domain)
                : host.equals(domain);
    }

    /** Whether all that this name stands for lies below the domain. */
    public boolean isBelow(Domain other) {
        return domain.isBelow(other) || (wildcard && domain.equals(other));
    }

    @Override
    public String toString() {
        return wildcard ? WILDCARD + domain : domain.name();
    }

    private static boolean isAddress(String name) {
        return NUMERIC_END.matcher(name).matches();
    }
}
