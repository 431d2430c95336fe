package io.sealpost.platform.mail;

import java.net.Socket;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * What protects a connection.
 *
 * @param protocol as Java calls it, such as {@code TLSv1.3}
 * @param cipher the cipher suite's name in the IANA registry
 * @param certificate the one that the peer showed; empty if it showed none, as most clients do
 */
public record TlsSession(String protocol, String cipher, Optional<Certificate> certificate) {
    static Optional<TlsSession> of(Socket socket) {
        return socket instanceof SSLSocket secured ? Optional.of(of(secured.getSession())) : Optional.empty();
    }

    private static TlsSession of(SSLSession session) {
        return new TlsSession(session.getProtocol(), session.getCipherSuite(), certificate(session));
    }

    private static Optional<Certificate> certificate(SSLSession session) {
        try {
            return Optional.of(session.getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
