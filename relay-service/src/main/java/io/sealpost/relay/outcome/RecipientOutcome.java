package io.sealpost.relay.outcome;

import io.sealpost.relay.mail.Reply;
import java.util.function.Function;

/** What one round of attempts came to for one recipient. */
public sealed interface RecipientOutcome {
    /**
     * The remote has taken responsibility for it.
     *
     * @param reply its final reply
     * @param relayedDsn whether it has taken over too what the sender asks of reports (RFC 3461 §5.2.2)
     */
    record Delivered(Reply reply, boolean relayedDsn) implements RecipientOutcome {}

    /** To be tried again; the cause's status is 4.y.z. */
    record Deferred(Cause cause) implements RecipientOutcome {}

    /** Over, and the sender is to be told; the cause's status is 5.y.z. */
    record Failed(FailureType type, Cause cause) implements RecipientOutcome {}

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
