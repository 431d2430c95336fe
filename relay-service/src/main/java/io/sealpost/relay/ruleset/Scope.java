package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.AddressPattern;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What owns a ruleset; its text is the record's key on {@code sealpost.rulesets}.
 *
 * @param kind organization, domain or address list
 * @param id the organization's id, the domain's name, or ORG/NAME of a list
 */
record Scope(Kind kind, String id) {
    enum Kind {
        ORGANIZATION("organization/") {
            @Override
            boolean isId(String text) {
                return ORGANIZATION_ID.matcher(text).matches();
            }
        },
        ADDRESS_LIST("address-list/") {
            @Override
            boolean isId(String text) {
                int slash = text.indexOf('/');
                return slash > 0
                        && ORGANIZATION_ID.matcher(text.substring(0, slash)).matches()
                        && AddressPattern.Listed.isName(text.substring(slash + 1));
            }
        },
        DOMAIN("domain/") {
            /** In the one form in which domains compare: under another one, no domain's mail would meet the rules. */
            @Override
            boolean isId(String text) {
                try {
                    return Domain.parse(text).name().equals(text);
                } catch (IllegalArgumentException e) {
                    return false;
                }
            }
        };

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        abstract boolean isId(String text);
    }

    private static final Pattern ORGANIZATION_ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    static Scope of(Domain domain) {
        return new Scope(Kind.DOMAIN, domain.name());
    }

    static Scope organization(String id) {
        return new Scope(Kind.ORGANIZATION, id);
    }

    /** The list of that name that belongs to this organization. */
    Scope list(String name) {
        return new Scope(Kind.ADDRESS_LIST, id + "/" + name);
    }

    /**
     * Reads a key; empty for what names no organization, domain or list, and for a kind of scope that no rule of this
     * version can depend on.
     */
    static Optional<Scope> parse(String key) {
        for (Kind kind : Kind.values()) {
            if (key.startsWith(kind.prefix) && kind.isId(key.substring(kind.prefix.length()))) {
                return Optional.of(new Scope(kind, key.substring(kind.prefix.length())));
            }
        }
        return Optional.empty();
    }

    boolean isOrganization() {
        return kind == Kind.ORGANIZATION;
    }

    boolean isAddressList() {
        return kind == Kind.ADDRESS_LIST;
    }

    boolean isDomain() {
        return kind == Kind.DOMAIN;
    }

    /** Whether senders belong to it: networks may submit for domains alone. */
    boolean hasSubmitters() {
        return isDomain();
    }

    @Override
    public String toString() {
        return kind.prefix + id;
    }
}
