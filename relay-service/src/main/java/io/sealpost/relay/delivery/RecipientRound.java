package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import java.util.List;
import java.util.Objects;

/**
 * What a round over all targets came to for one recipient.
 *
 * @param recipient who
 * @param outcome the verdict
 * @param observations of each address tried, in order
 */
public record RecipientRound(Address recipient, RecipientOutcome outcome, List<Observation> observations) {
    public RecipientRound {
        Objects.requireNonNull(recipient);
        Objects.requireNonNull(outcome);
        observations = List.copyOf(observations);
    }
}
