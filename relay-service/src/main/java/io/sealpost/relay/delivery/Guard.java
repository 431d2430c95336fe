package io.sealpost.relay.delivery;

import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSession;

/**
 * The one place that every octet to a remote passes: nothing of a message leaves on a connection that does not meet
 * the recipients' requirement.
 *
 * <p>It owns the socket and asks it, not its caller, what TLS there is. While the requirement is not met it lets whole
 * lines of EHLO, HELO, STARTTLS, NOOP, RSET and QUIT pass and throws {@link Breach} on anything else.
 */
final class Guard {
    private static final Pattern PERMITTED =
            Pattern.compile("((EHLO|HELO) [^\\s\\x00-\\x1f]{1,255}|STARTTLS|NOOP|RSET|QUIT)\r\n");

    private final TlsRequirement requirement;
    private final NetSocket socket;

    /** Something of ours tried to say more than the connection allows. */
    static final class Breach extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Breach(TlsRequirement requirement) {
            super("kept from a connection that does not meet the requirement "
                    + requirement.level().word());
        }
    }

    Guard(TlsRequirement requirement, NetSocket socket) {
        this.requirement = requirement;
        this.socket = socket;
    }

    /** @throws Breach if the connection is not fit for these octets; none of them is written then */
    void write(byte[] octets) {
        if (!requirement.isMetBy(negotiated()) && !isPermitted(octets)) {
            throw new Breach(requirement);
        }
        socket.write(Buffer.buffer(octets));
    }

    /** The session that the socket itself has; empty while it is in clear. */
    Optional<SSLSession> session() {
        return socket.isSsl() ? Optional.ofNullable(socket.sslSession()) : Optional.empty();
    }

    Future<Void> startTls(Optional<String> serverName) {
        return serverName.map(socket::upgradeToSsl).orElseGet(socket::upgradeToSsl);
    }

    void onOctets(Consumer<byte[]> handler) {
        socket.handler(buffer -> handler.accept(buffer.getBytes()));
    }

    void onError(Handler<Throwable> handler) {
        socket.exceptionHandler(handler);
    }

    void onClose(Runnable handler) {
        socket.closeHandler(closed -> handler.run());
    }

    boolean isFull() {
        return socket.writeQueueFull();
    }

    void onDrain(Runnable handler) {
        socket.drainHandler(drained -> handler.run());
    }

    void close() {
        socket.close();
    }

    private Optional<TlsVersion> negotiated() {
        return session()
                .flatMap(session -> Arrays.stream(TlsVersion.values())
                        .filter(version -> version.protocol().equals(session.getProtocol()))
                        .findFirst());
    }

    private static boolean isPermitted(byte[] octets) {
        return PERMITTED
                .matcher(new String(octets, StandardCharsets.ISO_8859_1))
                .matches();
    }
}
