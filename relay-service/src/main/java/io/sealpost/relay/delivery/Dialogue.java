package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.Judgement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks SMTP as a client for one message on one connection: what happens goes in by the {@code on…} methods, what is
 * to be done comes out. Pure, used by one thread.
 *
 * <pre>
 * Greeting ─220→ Ehlo ─250 with STARTTLS→ StartTls ─220→ Handshake → Judging ─good→ SecureEhlo ─250→ Mail ┐
 *                 │ └──250 without, not required→ Mail   └5yz, not required→ Mail                           │
 *                 └─500, 502, 504→ Helo ─250, not required→ Mail                                            │
 *      Over ← FinalDot ← Body ←354─ Data ←no CHUNKING─ Recipients ←──────────────────────────────────────────┘
 *        └──────────────────────── Chunks ←CHUNKING──────┘
 * </pre>
 *
 * <p>Recipients beyond the number that one transaction takes follow in a further one: from the final reply to Mail, from
 * a transaction that was refused for good by RSET (state {@code Reset}) to Mail.
 *
 * <p>On a connection that served before, {@code Resuming} stands before Mail, and before RSET where one is needed.
 * {@code Over} leaves the connection to serve again where the server waits for a command.
 *
 * <p>From every state a refusal, an unfitting reply or a lost connection leads to {@code Over}, with the class that the
 * state gives it.
 */
final class Dialogue {
    private final Errand errand;
    private State state = new Opening.Greeting();

    /** On a new connection. */
    Dialogue(Errand errand) {
        this.errand = errand;
    }

    /** On a connection that served before and was left like this: what is to be done first. */
    List<Action> resume(Rest rest) {
        return become(Resuming.begin(errand, rest));
    }

    Phase phase() {
        return state.phase();
    }

    /**
     * What came of it for each recipient; empty while the dialogue goes on. Who is missing is to be asked on another
     * connection: all of them where this one had served before and turned out to be of no more use.
     */
    Optional<Map<Address, Finding>> findings() {
        return state instanceof State.Over over ? Optional.of(over.findings()) : Optional.empty();
    }

    List<Action> onReply(Reply reply) {
        return become(state.onReply(errand, reply));
    }

    /** The handshake succeeded. */
    List<Action> onTls() {
        return state instanceof Opening.Handshake handshake ? become(handshake.established()) : List.of();
    }

    /** It is known whether the session is as demanded. */
    List<Action> onJudged(Judgement judgement) {
        return state instanceof Opening.Judging judging ? become(judging.judged(errand, judgement)) : List.of();
    }

    /** What the dialogue waits for did not come in time. */
    List<Action> onLate() {
        return state instanceof Opening.Judging
                ? onLocalFailure("the relay did not judge the certificate in time")
                : onBroken("no answer in time: " + phase().words());
    }

    /** The handshake failed; {@code LOCAL} if it was our own engine. */
    List<Action> onTlsFailed(AttemptClass kind, String detail) {
        return become(state.hangUp(errand, Finding.broken(kind, detail)));
    }

    /** A part of the body is written; more follows. */
    List<Action> onBodyPart() {
        return state instanceof Contents.Bodily body ? become(body.partWritten()) : List.of();
    }

    /** The last part of the body is written: the final dot or the last chunk. */
    List<Action> onBodySent() {
        return state instanceof Contents.Bodily body ? become(body.endWritten()) : List.of();
    }

    /** The connection was lost or took too long, or what came is no reply. */
    List<Action> onBroken(String detail) {
        return become(state.hangUp(errand, Finding.broken(state.whenBroken(), detail)));
    }

    /** Something of ours failed: nobody else is to blame, and nothing may bounce for it. */
    List<Action> onLocalFailure(String detail) {
        return become(state.hangUp(errand, Finding.broken(AttemptClass.LOCAL, detail)));
    }

    private List<Action> become(State.Next next) {
        state = next.state();
        return next.actions();
    }
}
