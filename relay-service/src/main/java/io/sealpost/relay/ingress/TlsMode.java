package io.sealpost.relay.ingress;

/** How a listener comes to TLS. */
public enum TlsMode {
    /** In clear at first; the client says STARTTLS (RFC 3207). */
    STARTTLS,
    /** From the first octet on (RFC 8314 §3.3). */
    IMPLICIT
}
