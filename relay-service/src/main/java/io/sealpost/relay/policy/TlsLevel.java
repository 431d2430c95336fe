package io.sealpost.relay.policy;

/** How strongly a delivery must be protected; Postfix's words, weakest first. */
public enum TlsLevel {
    /** TLS if the server offers it, else in clear (opportunistic, RFC 7435). */
    MAY("may"),
    /** TLS or no delivery; the certificate is recorded but not judged. */
    ENCRYPT("encrypt");

    private final String word;

    TlsLevel(String word) {
        this.word = word;
    }

    /** The word in rules and events. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static TlsLevel of(String word) {
        for (TlsLevel level : values()) {
            if (level.word.equals(word)) {
                return level;
            }
        }
        throw new IllegalArgumentException("not a TLS level: " + word);
    }
}
