package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.wire.ReplyParser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves octets between a dialogue and its guarded socket, within the time limits. Everything runs on the context of the
 * connection; nothing blocks. A bug of ours ends it as {@code LOCAL} and is logged with the queue id.
 */
final class Conversation implements Action.Hands, BodyPump.Listener {
    private static final Logger LOG = Logger.getLogger(Conversation.class);

    private final Connection connection;
    private final Guard guard;
    private final Transaction transaction;
    private final Dialogue dialogue;
    private final Optional<String> serverName;
    private final Timeouts timeouts;
    private final Promise<Result> result = Promise.promise();
    private long timer = -1;
    private boolean closed;
    private String trouble = "the connection was lost";
    private @Nullable BodyPump pump;
    private Optional<Rest> rest = Optional.empty();

    /**
     * What came of it.
     *
     * @param findings for each recipient but those to be asked on another connection; none where this one was of no more
     *     use at all
     * @param tls what is kept of the session, if there was one
     * @param session that
     * @param rest how the connection was left, if it may serve again
     */
    record Result(
            Map<Address, Finding> findings,
            Optional<TlsEvidence> tls,
            Optional<SSLSession> session,
            Optional<Rest> rest) {
        /** No connection came of use. */
        static Result without(Map<Address, Finding> findings) {
            return new Result(findings, Optional.empty(), Optional.empty(), Optional.empty());
        }

        boolean isOfNoUse() {
            return findings.isEmpty();
        }
    }

    /** @param serverName for SNI (RFC 6066 §3); empty where the host is an IP address */
    Conversation(
            Connection connection,
            Transaction transaction,
            Dialogue dialogue,
            Optional<String> serverName,
            Timeouts timeouts) {
        this.connection = connection;
        this.guard = connection.guard();
        this.transaction = transaction;
        this.dialogue = dialogue;
        this.serverName = serverName;
        this.timeouts = timeouts;
    }

    /** Begins, on the context of the connection, as soon as it is open. Never fails; ends before QUIT is answered. */
    Future<Result> run() {
        listen();
        arm();
        return result.future();
    }

    /** Begins, on the context of the connection, where one before it left off. */
    Future<Result> resume(Rest left) {
        if (connection.isLost()) {
            guard.close();
            return Future.succeededFuture(Result.without(Map.of()));
        }
        listen();
        step(() -> perform(dialogue.resume(left)));
        return result.future();
    }

    private void listen() {
        guard.onOctets(octets -> step(() -> receive(octets)));
        guard.onError(failure -> trouble = "the connection was lost: " + FailureWords.of(failure));
        guard.onClose(() -> step(this::lost));
    }

    private void receive(byte[] octets) {
        if (closed) {
            return;
        }
        connection.parser().feed(octets);
        if (dialogue.phase() == Phase.HANDSHAKE) {
            perform(dialogue.onBroken("octets in clear in place of the TLS handshake"));
            return;
        }
        Optional<ReplyParser.Parsed> parsed = connection.parser().next();
        while (parsed.isPresent() && !closed) {
            if (parsed.get() instanceof ReplyParser.Complete complete) {
                perform(dialogue.onReply(complete.reply()));
            } else if (parsed.get() instanceof ReplyParser.Malformed malformed) {
                perform(dialogue.onBroken(malformed.why()));
            }
            parsed = connection.parser().next();
        }
    }

    private void lost() {
        if (dialogue.phase() == Phase.HANDSHAKE) {
            return; // the engine tells itself, and knows more; the timer is the backstop
        }
        perform(dialogue.onBroken(trouble));
    }

    private void perform(List<Action> actions) {
        actions.forEach(action -> action.performBy(this));
        dialogue.findings().ifPresent(findings -> {
            if (pump != null) {
                pump.stop();
            }
            result.tryComplete(new Result(findings, connection.evidence(), connection.session(), rest));
        });
        arm();
    }

    @Override
    public void say(List<String> lines) {
        guard.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void startTls() {
        if (connection.parser().hasOctets()) {
            perform(dialogue.onBroken("octets in clear between the reply to STARTTLS and the handshake"));
            return;
        }
        guard.startTls(serverName)
                .onSuccess(done -> step(this::secured))
                .onFailure(failure -> step(() -> perform(dialogue.onTlsFailed(
                        HandshakeFailure.classify(failure), "TLS handshake failed: " + FailureWords.of(failure)))));
    }

    private void secured() {
        connection.secured();
        perform(dialogue.onTls());
    }

    @Override
    public void judge() {
        guard.judge()
                .onSuccess(judgement -> step(() -> judged(judgement)))
                .onFailure(failure -> step(() -> unjudged(failure)));
    }

    private void judged(Judgement judgement) {
        connection.judged(guard.requirement(), judgement);
        perform(dialogue.onJudged(judgement));
    }

    private void unjudged(Throwable failure) {
        LOG.errorf(failure, "Certificate could not be judged by our own engine queueId=%s", transaction.queueId());
        perform(dialogue.onLocalFailure("the relay could not judge the certificate"));
    }

    @Override
    public void sendBody(BodyForm form) {
        pump = new BodyPump(
                connection.context(), guard, transaction.content().body().get(), form, this);
        pump.start();
    }

    @Override
    public void sendNextChunk() {
        if (pump != null) {
            pump.goOn();
        }
    }

    @Override
    public void onWritten() {
        step(() -> perform(dialogue.onBodyPart()));
    }

    @Override
    public void onEnd() {
        step(() -> perform(dialogue.onBodySent()));
    }

    @Override
    public void onFailure(Throwable failure) {
        fail(failure);
    }

    @Override
    public void leave(Rest left) {
        closed = true;
        rest = Optional.of(left);
    }

    @Override
    public void hangUp() {
        closed = true;
        guard.close();
    }

    private void arm() {
        connection.context().owner().cancelTimer(timer);
        if (!closed) {
            long limit = Math.max(1, dialogue.phase().limit(timeouts).toMillis());
            timer = connection.context().owner().setTimer(limit, late -> step(() -> perform(dialogue.onLate())));
        }
    }

    private void step(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        LOG.errorf(failure, "Delivery attempt failed in our own code queueId=%s", transaction.queueId());
        perform(dialogue.onLocalFailure("the relay failed internally"));
    }
}
