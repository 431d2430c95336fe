package io.sealpost.platform.mail;

import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * What protects a connection.
 *
 * @param protocol as Java calls it, such as {@code TLSv1.3}
 * @param cipher the cipher suite's name in the IANA registry
 */
public record TlsSession(String protocol, String cipher) {
    static Optional<TlsSession> of(Socket socket) {
        return socket instanceof SSLSocket secured
                ? Optional.of(new TlsSession(
                        secured.getSession().getProtocol(), secured.getSession().getCipherSuite()))
                : Optional.empty();
    }
}
