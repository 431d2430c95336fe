package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What owns a ruleset; its text is the record's key on {@code sealpost.rulesets}.
 *
 * @param kind organization or domain
 * @param id the organization's id or the domain's name
 */
record Scope(Kind kind, String id) {
    enum Kind {
        ORGANIZATION("organization/") {
            @Override
            boolean isId(String text) {
                return ORGANIZATION_ID.matcher(text).matches();
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

    /**
     * Reads a key; empty for what names no organization or domain, and for a kind of scope that no rule of this version
     * can depend on.
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

    @Override
    public String toString() {
        return kind.prefix + id;
    }
}
