package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How strong TLS must be, in Postfix's words. */
public enum TlsLevel {
    /** TLS, whatever the certificate. */
    ENCRYPT("encrypt"),
    /** A trusted chain and the MX host's name. */
    VERIFY("verify"),
    /** A trusted chain and the recipient's domain, a name below it, or one of the rule's names. */
    SECURE("secure"),
    /** Secure MX records and a TLSA record that matches (RFC 7672). */
    DANE("dane"),
    /** One of the public keys that the rule pins. */
    FINGERPRINT("fingerprint");

    private final String word;

    TlsLevel(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    static Optional<TlsLevel> parse(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
