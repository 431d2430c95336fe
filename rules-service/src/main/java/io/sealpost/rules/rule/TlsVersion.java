package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The versions of TLS that a rule may ask for at least; older ones are never spoken (RFC 8996). */
public enum TlsVersion {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    @JsonValue
    public String protocol() {
        return protocol;
    }

    static Optional<TlsVersion> parse(String protocol) {
        return Arrays.stream(values())
                .filter(one -> one.protocol.equals(protocol))
                .findFirst();
    }
}
