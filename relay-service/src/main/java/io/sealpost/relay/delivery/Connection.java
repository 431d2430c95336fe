package io.sealpost.relay.delivery;

import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.wire.ReplyParser;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * A guarded connection, and what of it outlives a message. One conversation uses it at a time; between two it is idle.
 * Everything but {@link #context} is used on that context alone.
 */
final class Connection {
    private final Context context;
    private final Guard guard;
    private final Instant opened;
    private final ReplyParser parser = new ReplyParser();
    private Optional<SSLSession> session = Optional.empty();
    private Optional<TlsEvidence> evidence = Optional.empty();
    private int conversations;
    private long timer = -1;
    private boolean lost;

    Connection(Context context, Guard guard, Instant opened) {
        this.context = context;
        this.guard = guard;
        this.opened = opened;
    }

    Context context() {
        return context;
    }

    Guard guard() {
        return guard;
    }

    ReplyParser parser() {
        return parser;
    }

    Instant opened() {
        return opened;
    }

    /** How many conversations have begun on it. */
    int conversations() {
        return conversations;
    }

    /** Its session, once there is one; it outlives the connection. */
    Optional<SSLSession> session() {
        return session;
    }

    /** What is kept of its session, once there is one. */
    Optional<TlsEvidence> evidence() {
        return evidence;
    }

    /** There is TLS now. */
    void secured() {
        session = guard.session();
        evidence = session.map(SessionEvidence::of);
    }

    /** Its session was judged by this requirement. */
    void judged(TlsRequirement requirement, Judgement judgement) {
        evidence = evidence.map(unjudged -> SessionEvidence.judged(unjudged, requirement, judgement));
    }

    /** Whether it was lost while it was idle, or said what nobody asked for. */
    boolean isLost() {
        return lost || parser.hasOctets();
    }

    /** A conversation begins, for this purpose. */
    void begin(Purpose purpose) {
        context.owner().cancelTimer(timer);
        guard.serve(purpose);
        conversations++;
    }

    /**
     * Idle from now on.
     *
     * @param onEnd called when it is lost, or was idle for so long
     */
    void idle(Duration limit, Runnable onEnd) {
        guard.onOctets(octets -> lose(onEnd));
        guard.onError(failure -> {});
        guard.onClose(() -> lose(onEnd));
        timer = context.owner().setTimer(Math.max(1, limit.toMillis()), late -> onEnd.run());
    }

    /** Says QUIT and closes when that is answered, or after so long. Done when it is closed. */
    Future<Void> quit(Duration limit) {
        context.owner().cancelTimer(timer);
        if (lost) {
            guard.close();
            return Future.succeededFuture();
        }
        Promise<Void> closed = Promise.promise();
        long late = context.owner().setTimer(Math.max(1, limit.toMillis()), now -> guard.close());
        guard.onOctets(octets -> guard.close());
        guard.onError(failure -> {});
        guard.onClose(() -> {
            context.owner().cancelTimer(late);
            closed.tryComplete();
        });
        guard.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        return closed.future();
    }

    private void lose(Runnable onEnd) {
        if (!lost) {
            lost = true;
            onEnd.run();
        }
    }
}
