package io.sealpost.relay.admin;

import io.sealpost.relay.ingress.Drain;
import io.sealpost.relay.queue.DeliveryQueue;
import io.sealpost.relay.spool.Spool;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a relay is on its way to having nothing that anybody could miss. */
@Schema(description = "Whether mail is taken, and what is left")
public record DrainStatus(
        @Schema(description = "taking mail, draining, or drained: with nothing left the relay may be taken away")
        State state,

        Optional<Instant> since,
        Left left) {

    /** What a relay does about mail. */
    public enum State {
        TAKING,
        DRAINING,
        DRAINED
    }

    /** What it still has. */
    public record Left(
            @Schema(description = "SMTP clients; each goes at the end of its transaction")
            int connections,

            @Schema(description = "Messages in the queue, see /v1/queue")
            int messages,

            @Schema(description = "Attempts under way") int attempts,

            @Schema(description = "Events that Kafka has not confirmed")
            long events,

            @Schema(description = "When the oldest of the messages was taken")
            Optional<Instant> oldest) {}

    static DrainStatus of(Drain drain, DeliveryQueue queue, Spool spool) {
        Left left = new Left(
                drain.connections(),
                queue.size(),
                queue.underWay(),
                spool.outbox().size(),
                queue.oldest());
        boolean empty = left.connections() == 0 && spool.isEmpty();
        State state =
                drain.since().map(at -> empty ? State.DRAINED : State.DRAINING).orElse(State.TAKING);
        return new DrainStatus(state, drain.since(), left);
    }
}
