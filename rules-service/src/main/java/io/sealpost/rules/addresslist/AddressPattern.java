package io.sealpost.rules.addresslist;

import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.EmailAddress;
import io.sealpost.rules.tenant.PlainText;
import java.util.Optional;

/**
 * Says which addresses are meant: {@code *} all, {@code bank.example} that domain alone, {@code *.bank.example} the
 * domains below it, {@code cfo@bank.example} one mailbox, {@code list:NAME} whoever stands on that address list, {@code /…/} the addresses
 * that a regular expression covers. Always the whole address: no pattern matches a part of a name. Domains stand as
 * A-labels in lower case.
 *
 * @param text the canonical form
 */
public record AddressPattern(String text) {

    static final String ENTRY_EXPECTED =
            "a domain (bank.example), the domains below one (*.bank.example) or an address (cfo@bank.example)";

    public static final String EXPECTED = "a domain (bank.example), the domains below one (*.bank.example), "
            + "an address (cfo@bank.example), an address list (list:NAME), a regular expression (/…/) or * for all";

    private static final String LIST = "list:";

    private static final String ALL = "*";
    private static final String BELOW = "*.";

    public static Optional<AddressPattern> parse(String text) {
        return canonical(text.strip()).map(AddressPattern::new);
    }

    /** A pattern that may stand on a list: neither all nor an expression nor another list. */
    static Optional<AddressPattern> entry(String text) {
        return parse(text)
                .filter(pattern -> !pattern.text.equals(ALL)
                        && !Expression.isMeant(pattern.text)
                        && pattern.listName().isEmpty());
    }

    /** The list that it names; empty for all other kinds. */
    public Optional<String> listName() {
        return text.startsWith(LIST) ? Optional.of(text.substring(LIST.length())) : Optional.empty();
    }

    private static Optional<String> canonical(String text) {
        if (text.equals(ALL)) {
            return Optional.of(ALL);
        }
        if (text.startsWith(LIST)) {
            return Optional.of(text).filter(list -> AddressListName.isName(list.substring(LIST.length())));
        }
        if (Expression.isMeant(text)) {
            return PlainText.parse(text, text.length())
                    .filter(plain -> Expression.mistake(plain).isEmpty());
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
