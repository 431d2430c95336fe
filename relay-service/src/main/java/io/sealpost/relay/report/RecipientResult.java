package io.sealpost.relay.report;

import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.outcome.TrialOutcome;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.policy.Trial;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

    /** What would have become of a delivery, had the monitored rules been enforced; empty where there are none. */
    public Optional<TrialOutcome> trial() {
        Optional<Stop> stop = recipient.decision().trial().flatMap(Trial::stop);
        return outcome.trial().map(session -> TrialOutcome.of(stop, session));
    }
}
