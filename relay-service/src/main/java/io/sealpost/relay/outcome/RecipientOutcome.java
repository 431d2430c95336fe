package io.sealpost.relay.outcome;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.Judgement;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What one round of attempts came to for one recipient. */
public sealed interface RecipientOutcome {
    /**
     * The remote has taken responsibility for it.
     *
     * @param reply its final reply
     * @param relayedDsn whether it has taken over too what the sender asks of reports (RFC 3461 §5.2.2)
     * @param trial the session, judged by what monitored rules would have demanded; empty where there are none
     */
    record Delivered(Reply reply, boolean relayedDsn, Optional<Judgement> trial) implements RecipientOutcome {
        public Delivered {
            Objects.requireNonNull(reply);
            Objects.requireNonNull(trial);
        }

        /** Under no monitored rule. */
        public Delivered(Reply reply, boolean relayedDsn) {
            this(reply, relayedDsn, Optional.empty());
        }

        /** The same with this judgement. */
        public Delivered tried(Optional<Judgement> judgement) {
            return new Delivered(reply, relayedDsn, judgement);
        }
    }

    /** To be tried again; the cause's status is 4.y.z. */
    record Deferred(Cause cause) implements RecipientOutcome {}

    /** Over, and the sender is to be told; the cause's status is 5.y.z. */
    record Failed(FailureType type, Cause cause) implements RecipientOutcome {}

    /** The session of a delivery, judged by what monitored rules would have demanded; empty where there is no such thing. */
    default Optional<Judgement> trial() {
        return Optional.empty();
    }

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(Function<Delivered, T> delivered, Function<Deferred, T> deferred, Function<Failed, T> failed) {
        if (this instanceof Delivered value) {
            return delivered.apply(value);
        }
        if (this instanceof Deferred value) {
            return deferred.apply(value);
        }
        return failed.apply((Failed) this);
    }
}
