package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.PausedDestination;
import java.time.Instant;
import java.util.Optional;

/**
 * A destination as operators see it.
 *
 * @param mail all that is for it but reports
 * @param reports those of the bounce-service, which may go to another host
 * @param paused if an operator lets no mail go there
 */
public record DestinationStatus(Domain domain, Traffic mail, Traffic reports, Optional<PausedDestination> paused) {

    /**
     * What goes to one next hop.
     *
     * @param waiting messages that wait
     * @param running attempts under way
     * @param limit of attempts at once, as it was learnt
     * @param dead if no address can be reached
     */
    public record Traffic(int waiting, int running, int limit, Optional<Dead> dead) {
        /** Whether there is none, and nothing stands in its way. */
        public boolean isNone() {
            return waiting + running == 0 && dead.isEmpty();
        }
    }

    /**
     * No address can be reached.
     *
     * @param until when it is probed next
     * @param cause what was seen last
     */
    public record Dead(Instant since, Instant until, String cause) {}

    /** Whether there is nothing to see. */
    boolean isIdle() {
        return mail.isNone() && reports.isNone() && paused.isEmpty();
    }
}
