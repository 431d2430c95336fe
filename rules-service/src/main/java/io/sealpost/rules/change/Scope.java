package io.sealpost.rules.change;

import java.util.regex.Pattern;

/** What is published as one: key of the topic and of the lock. */
public record Scope(Kind kind, String id) {

    /** Kinds of scopes; their names stand in keys. */
    public enum Kind {
        ORGANIZATION("organization", "[a-z0-9._-]{1,253}"),
        DOMAIN("domain", "[a-z0-9._-]{1,253}"),
        ADDRESS_LIST("address-list", "[a-z0-9-]{1,63}/[a-z0-9-]{1,63}");

        private final String word;
        /** What ids look like: what is no such text, a stranger wrote. */
        private final Pattern id;

        Kind(String word, String id) {
            this.word = word;
            this.id = Pattern.compile(id);
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

    public static Scope addressList(String organization, String name) {
        return new Scope(Kind.ADDRESS_LIST, organization + "/" + name);
    }

    /** The scope of a key; an {@link IllegalArgumentException} for what this service never writes. */
    public static Scope ofKey(String key) {
        int slash = key.indexOf('/');
        for (Kind kind : Kind.values()) {
            if (slash > 0
                    && kind.word.equals(key.substring(0, slash))
                    && kind.id.matcher(key.substring(slash + 1)).matches()) {
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
