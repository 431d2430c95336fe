package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.wire.ReplyEncoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries octets between a socket and its session, and the session's effects to the spool. Lives on one event loop, and
 * reads no more from the socket while the spool or the client's own reading lags.
 */
final class SmtpConnection implements Effect.Visitor {
    private static final Logger LOG = Logger.getLogger(SmtpConnection.class);
    private static final int MAX_UNWRITTEN = 256 * 1024;

    private final Context context;
    private final NetSocket socket;
    private final Session session;
    private final Spool spool;
    private final Proofs proofs;
    private final SmtpMetrics metrics;
    private final Duration idleTimeout;
    private final String client;
    private Buffer backlog = Buffer.buffer();
    private Buffer replies = Buffer.buffer();
    private @Nullable BodyWriter body;
    private int unwritten;
    private long lastHeard = System.nanoTime();

    SmtpConnection(
            Context context,
            NetSocket socket,
            Session session,
            Spool spool,
            Proofs proofs,
            SmtpMetrics metrics,
            Duration idle) {
        this.context = context;
        this.socket = socket;
        this.session = session;
        this.spool = spool;
        this.proofs = proofs;
        this.metrics = metrics;
        this.idleTimeout = idle;
        this.client = socket.remoteAddress().hostAddress();
    }

    /** Greets the client. */
    void start() {
        socket.handler(this::received);
        socket.drainHandler(drained -> work());
        socket.exceptionHandler(lost -> LOG.debugf("connection failed client=%s cause=%s", client, lost.getMessage()));
        watch(idleTimeout);
        perform(session.onConnect());
    }

    /** The relay shuts down. */
    void shutDown() {
        perform(session.onShutdown());
    }

    /** The relay waits for this client no longer. */
    void cut() {
        perform(session.onCut());
    }

    /** The socket is closed. */
    void closed() {
        abortBody();
    }

    @Override
    public void say(Reply reply) {
        replies.appendBytes(ReplyEncoder.encode(reply));
        if (!reply.isPositive()) {
            metrics.refused(reply);
            LOG.infof("refused client=%s reply=%s", client, ReplyEncoder.printable(reply.words()));
        }
    }

    @Override
    public void startTls() {
        flush();
        socket.resume();
        socket.upgradeToSsl().onComplete(handshake -> {
            // Whatever came in clear after STARTTLS must not count as said over TLS (RFC 3207 §4.2).
            backlog = Buffer.buffer();
            if (handshake.succeeded()) {
                SSLSession tls = socket.sslSession();
                perform(session.onSecured(new TlsParameters(tls.getProtocol(), tls.getCipherSuite())));
            } else {
                LOG.infof(
                        "TLS handshake failed client=%s cause=%s",
                        client,
                        ReplyEncoder.printable(String.valueOf(handshake.cause().getMessage())));
                socket.close();
            }
        });
    }

    @Override
    public void openBody(QueueId id) {
        body = spool.newBody(id);
    }

    @Override
    public void writeBody(byte[] octets) {
        BodyWriter writer = body;
        if (writer != null) {
            unwritten += octets.length;
            await(() -> writer.write(octets)).onComplete(written -> {
                unwritten -= octets.length;
                if (written.failed() && writer == body) {
                    LOG.errorf(written.cause(), "the body of a message could not be written client=%s", client);
                    perform(session.onBodyLost());
                }
                work();
            });
        }
    }

    @Override
    public void abortBody() {
        BodyWriter writer = body;
        body = null;
        if (writer != null) {
            writer.abort();
        }
    }

    @Override
    public void store(SpooledMessage message, Optional<String> repeatKey) {
        BodyWriter writer = body;
        body = null;
        if (writer == null) {
            throw new IllegalStateException("no body was opened for " + message.id());
        }
        await(() -> spool.accept(message, writer, List.of(), repeatKey)).onComplete(stored -> {
            if (stored.succeeded()) {
                metrics.accepted();
                LOG.infof(
                        "accepted queueId=%s client=%s domains=%s recipients=%d size=%d",
                        message.id(),
                        client,
                        message.domains(),
                        message.recipients().size(),
                        message.size());
            } else {
                LOG.errorf(stored.cause(), "a message could not be stored queueId=%s", message.id());
            }
            perform(stored.succeeded() ? session.onStored() : session.onNotStored());
            work();
        });
    }

    @Override
    public void prove(Claim claim) {
        await(() -> proofs.prove(claim, session.client())).onComplete(judged -> {
            Proving proving = judged.succeeded() ? judged.result() : Proofs.NOT_NOW;
            if (proving instanceof Proving.Refused refused && !refused.delay().isZero()) {
                context.owner().setTimer(refused.delay().toMillis(), timer -> told(proving));
            } else {
                told(proving);
            }
        });
    }

    private void told(Proving proving) {
        perform(session.onProved(proving));
        work();
    }

    @Override
    public void close() {
        flush();
        socket.close();
    }

    private void received(Buffer octets) {
        lastHeard = System.nanoTime();
        if (!session.isSecuring()) {
            backlog.appendBuffer(octets);
            work();
        }
    }

    private void work() {
        if (backlog.length() > 0 && !isHeld()) {
            ByteBuffer in = ByteBuffer.wrap(backlog.getBytes());
            backlog = Buffer.buffer();
            perform(session.onOctets(in));
            if (in.hasRemaining()) {
                backlog = Buffer.buffer().appendBytes(in.array(), in.position(), in.remaining());
            }
        }
        if (isHeld() && !session.isSecuring()) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    private boolean isHeld() {
        return session.isWaiting() || unwritten > MAX_UNWRITTEN || socket.writeQueueFull();
    }

    private void perform(List<Effect> effects) {
        effects.forEach(effect -> effect.accept(this));
        flush();
    }

    private void flush() {
        if (replies.length() > 0) {
            socket.write(replies);
            replies = Buffer.buffer();
        }
    }

    /** Hears of the spool's result on this connection's event loop; a failure to even begin is a result, too. */
    private <T> Future<T> await(Supplier<CompletionStage<T>> act) {
        try {
            return Future.fromCompletionStage(act.get(), context);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void watch(Duration remaining) {
        context.owner().setTimer(Math.max(1, remaining.toMillis()), timer -> {
            Duration silence = Duration.ofNanos(System.nanoTime() - lastHeard);
            if (session.isClosed()) {
                return;
            }
            if (silence.compareTo(idleTimeout) >= 0 && !session.isWaiting()) {
                perform(session.onSilence());
            } else {
                watch(idleTimeout.minus(silence).isNegative() ? idleTimeout : idleTimeout.minus(silence));
            }
        });
    }
}
