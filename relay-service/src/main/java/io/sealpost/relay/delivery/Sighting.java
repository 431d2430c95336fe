package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import java.util.Optional;

/**
 * An observation, with the status that it gives the recipient if it decides.
 *
 * @param observation what was seen
 * @param status 2, 4 or 5.y.z
 * @param relayedDsn whether the server has taken over the message and what is asked of reports
 */
record Sighting(Observation observation, EnhancedStatus status, boolean relayedDsn) {
    AttemptClass kind() {
        return observation.kind();
    }

    Cause cause() {
        return cause(status);
    }

    /** The same words under a status that a rule of ours states. */
    Cause cause(EnhancedStatus instead) {
        boolean remoteSpoke =
                observation.detail().isEmpty() && observation.reply().isPresent();
        return new Cause(
                Optional.of(kind()),
                instead,
                observation.words(),
                remoteSpoke ? Optional.of(observation.host()) : Optional.empty());
    }
}
