package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How strong TLS must be, in Postfix's words. */
public enum TlsLevel {
    /** TLS, whatever the certificate. */
    ENCRYPT("encrypt");

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
