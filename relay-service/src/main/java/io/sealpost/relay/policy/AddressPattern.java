package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One recipient pattern of a rule: {@code bank.example}, {@code *.bank.example}, {@code cfo@bank.example}, {@code *} or
 * {@code list:NAME}, which stands for the entries of an address list.
 *
 * <p>Patterns are anchored: {@code bank.example} covers neither {@code notbank.example} nor {@code sub.bank.example}.
 * Local parts compare so that evading is hard: unquoted, in NFC, case-insensitively, and {@code cfo@} also covers
 * {@code cfo+anything@}.
 */
public sealed interface AddressPattern
        permits AddressPattern.Everyone,
                AddressPattern.OneDomain,
                AddressPattern.Subdomains,
                AddressPattern.Mailbox,
                AddressPattern.Listed,
                AddressList {
    boolean matches(Address recipient);

    /** @throws IllegalArgumentException if the text is none of the five forms */
    static AddressPattern parse(String text) {
        if (text.equals("*")) {
            return new Everyone();
        }
        if (text.startsWith(Listed.PREFIX)) {
            return new Listed(text.substring(Listed.PREFIX.length()));
        }
        if (text.startsWith("*.")) {
            return new Subdomains(Domain.parse(text.substring(2)));
        }
        if (text.contains("@")) {
            return Mailbox.of(Address.parse(text));
        }
        return new OneDomain(Domain.parse(text));
    }

    /** {@code *}: every recipient. */
    record Everyone() implements AddressPattern {
        @Override
        public boolean matches(Address recipient) {
            return true;
        }
    }

    /** {@code bank.example}: that domain alone. */
    record OneDomain(Domain domain) implements AddressPattern {
        @Override
        public boolean matches(Address recipient) {
            return recipient.domain().equals(domain);
        }
    }

    /** {@code *.bank.example}: the domains below it, not itself. */
    record Subdomains(Domain parent) implements AddressPattern {
        @Override
        public boolean matches(Address recipient) {
            return recipient.domain().isBelow(parent);
        }
    }

    /** {@code cfo@bank.example}: one mailbox, its plus-addresses included. */
    record Mailbox(String foldedLocalPart, Domain domain) implements AddressPattern {
        static Mailbox of(Address address) {
            return new Mailbox(fold(address.localPart()), address.domain());
        }

        @Override
        public boolean matches(Address recipient) {
            if (!recipient.domain().equals(domain)) {
                return false;
            }
            String local = fold(recipient.localPart());
            return local.equals(foldedLocalPart) || local.startsWith(foldedLocalPart + "+");
        }

        private static String fold(String localPart) {
            return Normalizer.normalize(
                    localPart.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        }
    }

    /**
     * {@code list:NAME}: whoever stands on that list. It matches nobody before a list is put in its place, and so must
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
        public boolean matches(Address recipient) {
            throw new IllegalStateException("no list stands in the place of " + PREFIX + name);
        }
    }
}
