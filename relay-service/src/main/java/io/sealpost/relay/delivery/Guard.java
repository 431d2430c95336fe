package io.sealpost.relay.delivery;

import io.netty.buffer.Unpooled;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.SessionFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The one place that every octet to a remote passes: nothing of a message leaves on a connection that does not meet
 * the recipients' requirement.
 *
 * <p>A connection that serves for several messages does so for those of one purpose alone: for any other it is shut.
 *
 * <p>It owns the socket and asks it, not its caller, what TLS there is, and judges the whole requirement by what is
 * found out about that session. While the requirement is not met it lets whole lines of EHLO, HELO, STARTTLS, NOOP, RSET
 * and QUIT pass and throws {@link Breach} on anything else. A session that replaces the judged one is not judged.
 */
final class Guard {
    private static final Pattern PERMITTED =
            Pattern.compile("((EHLO|HELO) [^\\s\\x00-\\x1f]{1,255}|STARTTLS|NOOP|RSET|QUIT)\r\n");

    private final Purpose purpose;
    private final NetSocketInternal socket;
    private final Function<SSLSession, Future<SessionFacts>> facts;
    private @Nullable Judged judged;
    private Purpose served;

    /** Something of ours tried to say more than the connection allows. */
    static final class Breach extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Breach(TlsRequirement requirement) {
            super("kept from a connection that does not meet the requirement "
                    + requirement.level().word());
        }
    }

    /** A session, and what was found of it. */
    private record Judged(SSLSession session, Judgement judgement) {}

    /** @param facts finds out what there is to know of a session; fails where that is our own fault */
    Guard(Purpose purpose, NetSocket socket, Function<SSLSession, Future<SessionFacts>> facts) {
        this.purpose = purpose;
        this.served = purpose;
        this.socket = (NetSocketInternal) socket;
        this.facts = facts;
    }

    /**
     * Writes the octets, which nobody may change afterwards: they are not copied.
     *
     * @throws Breach if the connection is not fit for these octets; none of them is written then
     */
    void write(byte[] octets) {
        if (!isFit() && !isPermitted(octets)) {
            throw new Breach(served.requirement());
        }
        socket.writeMessage(Unpooled.wrappedBuffer(octets));
    }

    /** The session that the socket itself has; empty while it is in clear. */
    Optional<SSLSession> session() {
        return socket.isSsl() ? Optional.ofNullable(socket.sslSession()) : Optional.empty();
    }

    Future<Void> startTls(Optional<String> serverName) {
        return serverName.map(socket::upgradeToSsl).orElseGet(socket::upgradeToSsl);
    }

    TlsRequirement requirement() {
        return purpose.requirement();
    }

    /** What follows is of a message of this purpose. */
    void serve(Purpose next) {
        served = next;
    }

    /** Judges the session that there is; until this says that it is good, nothing of a message passes. */
    Future<Judgement> judge() {
        SSLSession session = session().orElseThrow(() -> new IllegalStateException("TLS without a session"));
        return facts.apply(session).map(found -> {
            Judgement judgement = purpose.requirement().judge(found);
            judged = new Judged(session, judgement);
            return judgement;
        });
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

    /** A session that was found bad is not resumed: the next handshake shows the certificate that the server has then. */
    void close() {
        Judged last = judged;
        if (last != null && !last.judgement().isGood()) {
            last.session().invalidate();
        }
        socket.close();
    }

    @SuppressWarnings("ReferenceEquality") // the very session: a renegotiated one may equal it and show another key
    private boolean isFit() {
        Judged last = judged;
        return served.equals(purpose)
                && (!purpose.requirement().isRequired()
                        || (last != null
                                && last.judgement().isGood()
                                && session()
                                        .filter(now -> now == last.session())
                                        .isPresent()));
    }

    private static boolean isPermitted(byte[] octets) {
        return PERMITTED
                .matcher(new String(octets, StandardCharsets.ISO_8859_1))
                .matches();
    }
}
