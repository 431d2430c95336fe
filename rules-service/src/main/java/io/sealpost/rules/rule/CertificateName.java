package io.sealpost.rules.rule;

import io.sealpost.rules.tenant.DomainName;
import java.util.Optional;

/**
 * A name that a certificate may carry: {@code mx.provider.example}, or {@code .provider.example} for all names below.
 *
 * @param text the canonical form
 */
record CertificateName(String text) {

    static final String EXPECTED =
            "a host name (mx.provider.example), or .provider.example for all names below it; no wildcards";

    private static final String BELOW = ".";

    static Optional<CertificateName> parse(String text) {
        String name = text.strip();
        return name.startsWith(BELOW)
                ? DomainName.parse(name.substring(BELOW.length())).map(domain -> new CertificateName(BELOW + domain))
                : DomainName.parse(name).map(domain -> new CertificateName(domain.ascii()));
    }
}
