package io.sealpost.relay.report;

import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a round of attempts came to for one recipient.
 *
 * @param recipient as it is after the round
 * @param outcome of the round
 * @param attempts what the round saw of each address tried, in order; empty where none was
 * @param lastAttemptAt when the last attempt ended
 */
public record RecipientResult(
        SpooledRecipient recipient, RecipientOutcome outcome, List<Observation> attempts, Instant lastAttemptAt) {
    public RecipientResult {
        Objects.requireNonNull(recipient);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(lastAttemptAt);
        attempts = List.copyOf(attempts);
    }
}
