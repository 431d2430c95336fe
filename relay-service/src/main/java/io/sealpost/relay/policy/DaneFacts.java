package io.sealpost.relay.policy;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a connection for DANE.
 *
 * @param tlsa what DNS says of the host
 * @param certificate the server's own
 * @param authority whether a record of usage 2 names an authority that issued it
 */
public record DaneFacts(Tlsa tlsa, Optional<X509Certificate> certificate, ChainTrust authority) {
    public DaneFacts {
        Objects.requireNonNull(tlsa);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(authority);
    }
}
