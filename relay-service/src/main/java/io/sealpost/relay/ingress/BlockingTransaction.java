package io.sealpost.relay.ingress;

import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpoolException;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.wire.Command;
import io.sealpost.relay.wire.CommandParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One message taken on the thread that calls, by the same session as over SMTP: the same checks, the same spool. Each part of
 * the message is read when the spool has taken the one before, so that memory stays bounded.
 */
final class BlockingTransaction implements Effect.Visitor, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BlockingTransaction.class);
    private static final int PART = 16 * 1024;

    private final Session session;
    private final Spool spool;
    private final ContentReading content;
    private final SubmissionSpan span;
    private final SmtpMetrics metrics;
    private final long maxMessageSize;
    private @Nullable BodyWriter body;
    private @Nullable Reply last;

    BlockingTransaction(Session session, Spool spool, Terms terms, SmtpMetrics metrics, long maxMessageSize) {
        this.session = session;
        this.spool = spool;
        this.content = terms.content();
        this.span = new SubmissionSpan(terms.tracing(), TraceHeader.addressText(session.client()));
        this.metrics = metrics;
        this.maxMessageSize = maxMessageSize;
    }

    /** Says the commands and sends the message; gives the first refusal, or the reply to the message. Blocks. */
    Reply run(List<String> commands, InputStream message) throws IOException {
        for (String line : commands) {
            Command command = CommandParser.parse(line);
            Reply reply = said(session.onCommand(command));
            if (!reply.isPositive()) {
                return reply;
            }
        }
        return send(message);
    }

    private Reply send(InputStream message) throws IOException {
        DotEncoder encoder = new DotEncoder();
        byte[] part = new byte[PART];
        long sent = 0;
        int length = message.read(part);
        while (length >= 0 && sent <= maxMessageSize) {
            sent += length;
            perform(session.onOctets(ByteBuffer.wrap(encoder.encode(part, length))));
            length = message.read(part);
        }
        return said(session.onOctets(ByteBuffer.wrap(encoder.end())));
    }

    private Reply said(List<Effect> effects) {
        last = null;
        perform(effects);
        return Optional.ofNullable(last).orElse(Replies.NOT_STORED);
    }

    private void perform(List<Effect> effects) {
        effects.forEach(effect -> effect.accept(this));
    }

    @Override
    public void say(Reply reply) {
        last = reply;
        if (!reply.isPositive()) {
            metrics.refused(reply);
        }
    }

    @Override
    public void startTls() {
        throw new IllegalStateException("there is no STARTTLS over HTTP");
    }

    @Override
    public void discard(int octets) {
        throw new IllegalStateException("nothing stands behind a STARTTLS over HTTP");
    }

    @Override
    public void prove(Claim claim) {
        throw new IllegalStateException("there is no AUTH over HTTP");
    }

    @Override
    public void openBody(QueueId id) {
        body = spool.newBody(id);
        span.begin(id);
    }

    @Override
    public void writeBody(byte[] octets) {
        BodyWriter writer = body;
        if (writer != null && !isDone("the body of a message could not be written", () -> writer.write(octets))) {
            perform(session.onBodyLost());
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
        Optional<Map<String, Boolean>> read = Optional.empty();
        try {
            Map<String, Boolean> found = content.read(opened().read(), questions)
                    .toCompletableFuture()
                    .join();
            metrics.contentRead(found.size() == questions.size());
            read = Optional.of(found);
        } catch (CompletionException | SpoolException e) {
            LOG.error("the body of a message could not be read", e);
            abortBody();
        }
        perform(read.map(session::onBodyRead).orElseGet(session::onBodyLost));
    }

    @Override
    public void store(SpooledMessage message, Optional<RepeatKey> repeatKey) {
        BodyWriter writer = opened();
        body = null;
        boolean stored = isDone(
                "a message could not be stored queueId=" + message.id(),
                () -> spool.accept(span.take(message), writer, List.of(), repeatKey.map(RepeatKey::text)));
        span.end(stored);
        if (stored) {
            metrics.accepted();
            LOG.infof(
                    "accepted over HTTP queueId=%s client=%s domains=%s recipients=%d size=%d",
                    message.id(),
                    TraceHeader.addressText(session.client()),
                    message.domains(),
                    message.recipients().size(),
                    message.size());
        }
        perform(stored ? session.onStored() : session.onNotStored());
    }

    private BodyWriter opened() {
        if (body == null) {
            throw new IllegalStateException("no body was opened");
        }
        return body;
    }

    /** The session is over, or the client has gone: what did not come to its end leaves nothing behind. */
    @Override
    public void close() {
        abortBody();
    }

    private static boolean isDone(String failure, Supplier<CompletionStage<Void>> act) {
        try {
            act.get().toCompletableFuture().join();
            return true;
        } catch (CompletionException | SpoolException e) {
            LOG.error(failure, e);
            return false;
        }
    }
}
