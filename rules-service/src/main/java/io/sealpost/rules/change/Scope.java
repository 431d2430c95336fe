package io.sealpost.rules.change;

import java.util.regex.Pattern;

/** What is published as one: key of the topic and of the lock. */
public record Scope(Kind kind, String id) {

    /** Ids of organizations and A-labels: what is no such text, a stranger wrote. */
    private static final Pattern ID = Pattern.compile("[a-z0-9._-]{1,253}");

    /** Kinds of scopes; their names stand in keys. */
    public enum Kind {
        ORGANIZATION("organization"),
        DOMAIN("domain");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static Scope organization(String id) {
        return new Scope(Kind.ORGANIZATION, id);
    }

    public static Scope domain(String name) {
        return new Scope(Kind.DOMAIN, name);
    }

    /** The scope of a key; an {@link IllegalArgumentException} for what this service never writes. */
    public static Scope ofKey(String key) {
        int slash = key.indexOf('/');
        for (Kind kind : Kind.values()) {
            if (slash > 0
                    && kind.word.equals(key.substring(0, slash))
                    && ID.matcher(key.substring(slash + 1)).matches()) {
                return new Scope(kind, key.substring(slash + 1));
            }
        }
        throw new IllegalArgumentException("No key of a scope");
    }

    public String key() {
        return kind.word + "/" + id;
    }

    @Override
    public String toString() {
        return key();
    }
}
