package io.sealpost.relay.delivery;

import io.netty.handler.codec.CodecException;
import io.sealpost.relay.outcome.AttemptClass;
import io.vertx.core.VertxException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyManagementException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Tells a handshake that failed between the two sides ({@code TLS-TEMP}) from one that our own engine or trust store
 * could not even begin ({@code LOCAL}): the latter must never bounce mail.
 */
final class HandshakeFailure {
    private static final int MAX_DEPTH = 8;
    private static final List<Class<? extends Exception>> OURS = List.of(
            KeyStoreException.class,
            KeyManagementException.class,
            NoSuchAlgorithmException.class,
            NoSuchProviderException.class,
            InvalidAlgorithmParameterException.class);
    /** JSSE, when what we enabled and what the JDK disables leave nothing to offer. */
    private static final String NOTHING_TO_OFFER = "No appropriate protocol";

    private HandshakeFailure() {}

    static AttemptClass classify(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                        .limit(MAX_DEPTH)
                        .anyMatch(HandshakeFailure::isOurs)
                ? AttemptClass.LOCAL
                : AttemptClass.TLS_TEMP;
    }

    private static boolean isOurs(Throwable failure) {
        if (failure instanceof RuntimeException) {
            return !(failure instanceof VertxException || failure instanceof CodecException);
        }
        if (failure instanceof SSLException) {
            String message = failure.getMessage();
            return message != null && message.startsWith(NOTHING_TO_OFFER);
        }
        return failure instanceof Error || OURS.stream().anyMatch(each -> each.isInstance(failure));
    }
}
