package io.sealpost.relay.outcome;

/** What the OCSP response that a server stapled to its handshake says of its certificate (RFC 6960 §2.2). */
public enum OcspStatus {
    GOOD("good"),
    REVOKED("revoked"),
    /** It says that it does not know, is out of date, is not signed by the certificate's issuer, or cannot be read. */
    UNDETERMINED("undetermined");

    private final String word;

    OcspStatus(String word) {
        this.word = word;
    }

    /** The word in events. */
    public String word() {
        return word;
    }
}
