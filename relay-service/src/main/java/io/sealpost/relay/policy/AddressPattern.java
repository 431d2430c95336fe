package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address pattern of a rule: {@code bank.example}, {@code *.bank.example}, {@code cfo@bank.example}, {@code *},
 * {@code list:NAME}, which stands for the entries of an address list, or {@code /…/}, a regular expression that must
 * cover the whole address.
 *
 * <p>Patterns are anchored: {@code bank.example} covers neither {@code notbank.example} nor {@code sub.bank.example}.
 * Where a pattern brings mail under a rule, local parts compare so that evading is hard: unquoted, in NFC,
 * case-insensitively, and {@code cfo@} also covers {@code cfo+anything@}. Where it takes mail out again, they compare
 * exactly, so that nothing else slips out with it.
 */
public sealed interface AddressPattern
        permits AddressPattern.Everyone,
                AddressPattern.OneDomain,
                AddressPattern.Subdomains,
                AddressPattern.Mailbox,
                AddressPattern.Listed,
                AddressPattern.Matching,
                AddressList {
    /** Whether the address is covered, evasions included. */
    boolean matches(Address address);

    /** Whether the address is covered just as it is spelt; never more than {@link #matches}. */
    default boolean matchesExactly(Address address) {
        return matches(address);
    }

    /** The domain at or below which all lies that is covered; empty where it may be anywhere. */
    default Optional<Domain> within() {
        return Optional.empty();
    }

    /** @throws IllegalArgumentException if the text is none of the six forms */
    static AddressPattern parse(String text) {
        if (text.equals("*")) {
            return new Everyone();
        }
        if (text.startsWith(Listed.PREFIX)) {
            return new Listed(text.substring(Listed.PREFIX.length()));
        }
        if (Expression.isMeant(text)) {
            return new Matching(Expression.parse(text));
        }
        if (text.startsWith("*.")) {
            return new Subdomains(Domain.parse(text.substring(2)));
        }
        if (text.contains("@")) {
            return Mailbox.of(Address.parse(text));
        }
        return new OneDomain(Domain.parse(text));
    }

    /** {@code *}: every address. */
    record Everyone() implements AddressPattern {
        @Override
        public boolean matches(Address address) {
            return true;
        }
    }

    /** {@code bank.example}: that domain alone. */
    record OneDomain(Domain domain) implements AddressPattern {
        @Override
        public boolean matches(Address address) {
            return address.domain().equals(domain);
        }

        @Override
        public Optional<Domain> within() {
            return Optional.of(domain);
        }
    }

    /** {@code *.bank.example}: the domains below it, not itself. */
    record Subdomains(Domain parent) implements AddressPattern {
        @Override
        public boolean matches(Address address) {
            return address.domain().isBelow(parent);
        }

        @Override
        public Optional<Domain> within() {
            return Optional.of(parent);
        }
    }

    /** {@code cfo@bank.example}: one mailbox, and where evading must be hard its plus-addresses. */
    record Mailbox(Address mailbox, String foldedLocalPart) implements AddressPattern {
        static Mailbox of(Address mailbox) {
            return new Mailbox(mailbox, CaseFolding.fold(mailbox.localPart()));
        }

        @Override
        public boolean matches(Address address) {
            if (!address.domain().equals(mailbox.domain())) {
                return false;
            }
            String local = CaseFolding.fold(address.localPart());
            return local.equals(foldedLocalPart) || local.startsWith(foldedLocalPart + "+");
        }

        @Override
        public boolean matchesExactly(Address address) {
            return address.equals(mailbox);
        }

        @Override
        public Optional<Domain> within() {
            return Optional.of(mailbox.domain());
        }
    }

    /**
     * {@code list:NAME}: whoever stands on that list. It can match nobody before a list is put in its place, and so must
     * never be asked: {@link Rule#withLists}.
     */
    record Listed(String name) implements AddressPattern {
        static final String PREFIX = "list:";

        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

        public Listed {
            if (!isName(name)) {
                throw new IllegalArgumentException("not the name of an address list: \"" + name + "\"");
            }
        }

        /** Whether this can be the name of a list. */
        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        @Override
        public boolean matches(Address address) {
            throw new IllegalStateException("no list stands in the place of " + PREFIX + name);
        }
    }

    /** {@code /…/}: an expression that covers the whole address, its domain in A-labels. */
    record Matching(Expression expression) implements AddressPattern {
        @Override
        public boolean matches(Address address) {
            return expression.covers(address.localPart() + "@" + address.domain());
        }
    }
}
