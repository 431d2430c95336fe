package io.sealpost.rules.rule;

import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.EmailAddress;
import java.util.Optional;

/**
 * Says which addresses are meant: {@code *} all, {@code bank.example} that domain alone, {@code *.bank.example} the
 * domains below it, {@code cfo@bank.example} one mailbox. Always the whole address: no pattern matches a part of a
 * name. Domains stand as A-labels in lower case.
 *
 * @param text the canonical form
 */
record AddressPattern(String text) {

    static final String EXPECTED = "a domain (bank.example), the domains below one (*.bank.example), "
            + "an address (cfo@bank.example) or * for all";

    private static final String ALL = "*";
    private static final String BELOW = "*.";

    static Optional<AddressPattern> parse(String text) {
        return canonical(text.strip()).map(AddressPattern::new);
    }

    private static Optional<String> canonical(String text) {
        if (text.equals(ALL)) {
            return Optional.of(ALL);
        }
        if (text.contains("@")) {
            // A local part of * would be read as "everybody there", which is what the domain alone says.
            return text.startsWith("*@")
                    ? Optional.empty()
                    : EmailAddress.parse(text).map(EmailAddress::toString);
        }
        if (text.startsWith(BELOW)) {
            return DomainName.parse(text.substring(BELOW.length())).map(domain -> BELOW + domain);
        }
        return DomainName.parse(text).map(DomainName::ascii);
    }
}
