package io.sealpost.relay.policy;

/**
 * What is demanded of the TLS of a delivery, in Postfix's words.
 *
 * <p>Only the first two are ordered by strength; the others each demand something of their own beyond {@link #ENCRYPT}.
 * Their order here says which word stands for a requirement that demands several.
 */
public enum TlsLevel {
    /** TLS if the server offers it, else in clear (opportunistic, RFC 7435). */
    MAY("may"),
    /** TLS or no delivery; the certificate is recorded but not judged. */
    ENCRYPT("encrypt"),
    /** A trusted chain and the name of the MX host. */
    VERIFY("verify"),
    /** A trusted chain and the recipient's domain, a name below it, or one that the rule accepts. */
    SECURE("secure"),
    /** One of the public keys that the rule pins. */
    FINGERPRINT("fingerprint"),
    /** Secure MX records and a usable TLSA record that matches (RFC 7672). */
    DANE("dane");

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
