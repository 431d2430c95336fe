package io.sealpost.relay.policy;

/** The versions of TLS that the relay speaks, weakest first. */
public enum TlsVersion {
    TLS_1_2("TLSv1.2"),
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** The name that JSSE, the rules and the events use. */
    public String protocol() {
        return protocol;
    }

    /** @throws IllegalArgumentException for a name that is none of these */
    public static TlsVersion of(String protocol) {
        for (TlsVersion version : values()) {
            if (version.protocol.equals(protocol)) {
                return version;
            }
        }
        throw new IllegalArgumentException("not a TLS version that the relay speaks: " + protocol);
    }
}
