package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.wire.ReplyEncoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries octets between a socket and its session, and the session's effects to the spool. Lives on one event loop, and
 * reads no more from the socket while the spool or the client's own reading lags.
 */
final class SmtpConnection implements Effect.Visitor {
    private static final Logger LOG = Logger.getLogger(SmtpConnection.class);
    private static final int MAX_UNWRITTEN = 256 * 1024;

    /** For what a client that is told to go has not read yet; then it is cut off. */
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Context context;
    private final ClientSocket socket;
    private final Session session;
    private final Spool spool;
    private final Terms terms;
    private final SmtpMetrics metrics;
    private final Patience patience;
    private final String client;
    private final SubmissionSpan span;
    private ByteBuffer backlog = ByteBuffer.allocate(0);
    private Buffer replies = Buffer.buffer();
    private @Nullable BodyWriter body;
    private int unwritten;
    private long closingAt;

    /** @param client its name in the log: its address */
    SmtpConnection(
            Context context,
            ClientSocket socket,
            Session session,
            Spool spool,
            Terms terms,
            SmtpMetrics metrics,
            ClientTimeouts timeouts,
            String client) {
        this.context = context;
        this.socket = socket;
        this.session = session;
        this.spool = spool;
        this.terms = terms;
        this.metrics = metrics;
        this.patience = new Patience(timeouts, System.nanoTime());
        this.client = client;
        this.span = new SubmissionSpan(terms.tracing(), client);
    }

    /** Greets the client, with implicit TLS after the handshake. */
    void start(TlsMode tls) {
        socket.listen(
                this::received,
                this::work,
                lost -> LOG.debugf("connection failed client=%s cause=%s", client, lost.getMessage()));
        if (tls == TlsMode.IMPLICIT) {
            secure(session::onConnect);
        } else {
            perform(session.onConnect());
        }
    }

    /** Ends it if the client has kept the relay waiting for too long; to be called now and then. */
    void check() {
        long now = System.nanoTime();
        if (unwritten > MAX_UNWRITTEN) {
            patience.heard(now);
        }
        if (session.isClosed()) {
            closingAt = closingAt == 0 ? now : closingAt;
            if (now - closingAt > LAST_WORDS_NANOS) {
                socket.abort();
            }
        } else if (patience.isOver(now)) {
            perform(session.onSilence());
        }
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
        socket.hold(false);
        // Whatever came in clear after STARTTLS must not count as said over TLS (RFC 3207 §4.2).
        backlog = ByteBuffer.allocate(0);
        secure(List::of);
    }

    @Override
    public void discard(int octets) {
        metrics.discarded(octets);
        LOG.warnf("dropped what came in clear behind STARTTLS client=%s octets=%d", client, octets);
    }

    @Override
    public void openBody(QueueId id) {
        body = spool.newBody(id);
        span.begin(id);
    }

    @Override
    public void writeBody(byte[] octets) {
        BodyWriter writer = body;
        if (writer != null) {
            Future<Void> result = await(() -> writer.write(octets));
            if (result.succeeded()) {
                return;
            }
            unwritten += octets.length;
            result.onComplete(written -> {
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
            span.end(false);
        }
    }

    @Override
    public void readBody(Set<MessageCriterion.Content> questions) {
        BodyWriter writer = opened();
        await(() -> terms.content().read(writer.read(), questions)).onComplete(read -> {
            if (writer == body) {
                perform(read.succeeded() ? found(questions, read.result()) : notRead(read.cause()));
                work();
            }
        });
    }

    private List<Effect> found(Set<MessageCriterion.Content> questions, Map<String, Boolean> found) {
        metrics.contentRead(found.size() == questions.size());
        return session.onBodyRead(found);
    }

    private List<Effect> notRead(Throwable cause) {
        LOG.errorf(cause, "the body of a message could not be read client=%s", client);
        abortBody();
        return session.onBodyLost();
    }

    @Override
    public void store(SpooledMessage message, Optional<RepeatKey> repeatKey) {
        BodyWriter writer = opened();
        body = null;
        await(() -> spool.accept(span.take(message), writer, List.of(), repeatKey.map(RepeatKey::text)))
                .onComplete(stored -> {
                    span.end(stored.succeeded());
                    if (stored.succeeded()) {
                        metrics.accepted();
                        LOG.info("accepted queueId=" + message.id() + " client=" + client + " domains="
                                + message.domains() + " recipients="
                                + message.recipients().size() + " size=" + message.size());
                    } else {
                        LOG.errorf(stored.cause(), "a message could not be stored queueId=%s", message.id());
                    }
                    perform(stored.succeeded() ? session.onStored() : session.onNotStored());
                    work();
                });
    }

    private BodyWriter opened() {
        if (body == null) {
            throw new IllegalStateException("no body was opened");
        }
        return body;
    }

    @Override
    public void prove(Claim claim) {
        await(() -> terms.proofs().prove(claim, session.client())).onComplete(judged -> {
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

    /** The handshake, and then what the session has to say. */
    private void secure(Supplier<List<Effect>> then) {
        socket.secure().onComplete(handshake -> {
            if (handshake.succeeded()) {
                perform(session.onSecured(handshake.result()));
                perform(then.get());
            } else {
                metrics.handshakeFailed();
                LOG.infof(
                        "TLS handshake failed client=%s cause=%s",
                        client,
                        ReplyEncoder.printable(String.valueOf(handshake.cause().getMessage())));
                socket.close();
            }
        });
    }

    private void received(ByteBuffer octets) {
        patience.heard(System.nanoTime());
        if (session.isSecuring()) {
            discard(octets.remaining());
        } else {
            backlog = backlog.hasRemaining() ? joined(backlog, octets) : octets;
            work();
        }
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    private void work() {
        if (backlog.hasRemaining() && !isHeld()) {
            perform(session.onOctets(backlog));
        }
        socket.hold(isHeld() && !session.isSecuring());
    }

    private boolean isHeld() {
        return session.isWaiting() || unwritten > MAX_UNWRITTEN || socket.isFull();
    }

    private void perform(List<Effect> effects) {
        effects.forEach(effect -> effect.accept(this));
        flush();
        patience.awaits(session.awaited());
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
}
