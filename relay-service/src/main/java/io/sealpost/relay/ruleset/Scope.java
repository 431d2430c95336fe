package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.Optional;

/**
 * What owns a ruleset; its text is the record's key on {@code sealpost.rulesets}.
 *
 * @param kind organization or domain
 * @param id the organization's id or the domain's name
 */
record Scope(Kind kind, String id) {
    enum Kind {
        ORGANIZATION("organization/"),
        DOMAIN("domain/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    static Scope of(Domain domain) {
        return new Scope(Kind.DOMAIN, domain.name());
    }

    static Scope organization(String id) {
        return new Scope(Kind.ORGANIZATION, id);
    }

    /** Reads a key; empty for a kind of scope that no rule of this version can depend on. */
    static Optional<Scope> parse(String key) {
        for (Kind kind : Kind.values()) {
            if (key.startsWith(kind.prefix) && key.length() > kind.prefix.length()) {
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
