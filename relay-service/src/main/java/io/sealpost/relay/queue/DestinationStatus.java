package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.PausedDestination;
import java.time.Instant;
import java.util.Optional;

/**
 * A destination as operators see it.
 *
 * @param waiting messages for it that wait
 * @param running attempts there under way
 * @param limit of attempts there at once, as it was learnt
 * @param dead if no address of it can be reached
 * @param paused if an operator lets no mail go there
 */
public record DestinationStatus(
        Domain domain, int waiting, int running, int limit, Optional<Dead> dead, Optional<PausedDestination> paused) {

    /**
     * No address of it can be reached.
     *
     * @param until when it is probed next
     * @param cause what was seen last
     */
    public record Dead(Instant since, Instant until, String cause) {}
}
