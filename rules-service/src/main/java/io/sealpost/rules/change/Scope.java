package io.sealpost.rules.change;

/** What is published as one: key of the topic and of the lock. */
public record Scope(Kind kind, String id) {

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

    /** The scope of a key that this service wrote. */
    public static Scope ofKey(String key) {
        int slash = key.indexOf('/');
        for (Kind kind : Kind.values()) {
            if (slash > 0 && kind.word.equals(key.substring(0, slash))) {
                return new Scope(kind, key.substring(slash + 1));
            }
        }
        throw new IllegalArgumentException("No key of a scope: " + key);
    }

    public String key() {
        return kind.word + "/" + id;
    }

    @Override
    public String toString() {
        return key();
    }
}
