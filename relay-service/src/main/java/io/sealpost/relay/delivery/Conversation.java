package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.wire.ReplyParser;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves octets between a dialogue and its guarded socket, within the time limits. Everything runs on the context of the
 * connection; nothing blocks. A bug of ours ends it as {@code LOCAL} and is logged with the queue id.
 */
final class Conversation implements Action.Hands, BodyPump.Listener {
    private static final Logger LOG = Logger.getLogger(Conversation.class);

    private final Context context;
    private final Transaction transaction;
    private final Guard guard;
    private final Dialogue dialogue;
    private final Optional<String> serverName;
    private final Timeouts timeouts;
    private final ReplyParser parser = new ReplyParser();
    private final Promise<Result> result = Promise.promise();
    private long timer = -1;
    private boolean closed;
    private String trouble = "the connection was lost";
    private @Nullable BodyPump pump;
    private Optional<TlsEvidence> evidence = Optional.empty();

    /**
     * What came of it.
     *
     * @param findings for each recipient
     * @param tls the session, if there was one
     */
    record Result(Map<Address, Finding> findings, Optional<TlsEvidence> tls) {}

    /** @param serverName for SNI (RFC 6066 §3); empty where the host is an IP address */
    Conversation(
            Context context,
            Transaction transaction,
            Guard guard,
            Dialogue dialogue,
            Optional<String> serverName,
            Timeouts timeouts) {
        this.context = context;
        this.transaction = transaction;
        this.guard = guard;
        this.dialogue = dialogue;
        this.serverName = serverName;
        this.timeouts = timeouts;
    }

    /** Begins, on the context of the connection, as soon as it is open. Never fails; ends before QUIT is answered. */
    Future<Result> run() {
        guard.onOctets(octets -> step(() -> receive(octets)));
        guard.onError(failure -> trouble = "the connection was lost: " + FailureWords.of(failure));
        guard.onClose(() -> step(this::lost));
        arm();
        return result.future();
    }

    private void receive(byte[] octets) {
        if (closed) {
            return;
        }
        parser.feed(octets);
        if (dialogue.phase() == Phase.HANDSHAKE) {
            perform(dialogue.onBroken("octets in clear in place of the TLS handshake"));
            return;
        }
        Optional<ReplyParser.Parsed> parsed = parser.next();
        while (parsed.isPresent() && !closed) {
            if (parsed.get() instanceof ReplyParser.Complete complete) {
                perform(dialogue.onReply(complete.reply()));
            } else if (parsed.get() instanceof ReplyParser.Malformed malformed) {
                perform(dialogue.onBroken(malformed.why()));
            }
            parsed = parser.next();
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
            result.tryComplete(new Result(findings, evidence));
        });
        arm();
    }

    @Override
    public void say(List<String> lines) {
        guard.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void startTls() {
        if (parser.hasOctets()) {
            perform(dialogue.onBroken("octets in clear between the reply to STARTTLS and the handshake"));
            return;
        }
        guard.startTls(serverName)
                .onSuccess(done -> step(this::secured))
                .onFailure(failure -> step(() -> perform(dialogue.onTlsFailed(
                        HandshakeFailure.classify(failure), "TLS handshake failed: " + FailureWords.of(failure)))));
    }

    private void secured() {
        evidence = guard.session().map(SessionEvidence::of);
        perform(dialogue.onTls());
    }

    @Override
    public void judge() {
        guard.judge()
                .onSuccess(judgement -> step(() -> judged(judgement)))
                .onFailure(failure -> step(() -> unjudged(failure)));
    }

    private void judged(Judgement judgement) {
        evidence = guard.session().map(session -> SessionEvidence.of(session, guard.requirement(), judgement));
        perform(dialogue.onJudged(judgement));
    }

    private void unjudged(Throwable failure) {
        LOG.errorf(failure, "Certificate could not be judged by our own engine queueId=%s", transaction.queueId());
        perform(dialogue.onLocalFailure("the relay could not judge the certificate"));
    }

    @Override
    public void sendBody(BodyForm form) {
        pump = new BodyPump(context, guard, transaction.content().body().get(), form, this);
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
    public void hangUp() {
        closed = true;
        guard.close();
    }

    private void arm() {
        context.owner().cancelTimer(timer);
        if (!closed) {
            long limit = Math.max(1, dialogue.phase().limit(timeouts).toMillis());
            timer = context.owner().setTimer(limit, late -> step(() -> perform(dialogue.onLate())));
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
