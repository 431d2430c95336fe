package io.sealpost.relay.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.outcome.TrialOutcome;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Trial;
import io.sealpost.relay.policy.Violation;
import java.util.List;
import java.util.Optional;

/**
 * {@code monitored} of a recipient: what rules that are only monitored would do, and of a delivery, what would have become of
 * it.
 *
 * @param requirement all that would be demanded; absent where no monitored rule demands TLS
 * @param actions what these rules would do
 * @param outcome of a delivery
 * @param violations in what its session is not as it would be demanded, as of a host
 * @param detail the same in words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TrialEntry(
        List<RuleRef> rules,
        List<String> actions,
        Optional<RequirementEntry> requirement,
        Optional<String> outcome,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> violations,
        Optional<String> detail) {
    /** Of mail that is not delivered. */
    public static TrialEntry of(Trial trial) {
        return new TrialEntry(
                trial.rules(),
                trial.actions(),
                RequirementEntry.of(trial.requirement()),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Of mail of which a round came to that. */
    static TrialEntry of(Trial trial, RecipientOutcome outcome) {
        TrialEntry open = of(trial);
        return outcome.trial()
                .map(session -> open.judged(TrialOutcome.of(trial.stop(), session), session))
                .orElse(open);
    }

    private TrialEntry judged(TrialOutcome judged, Judgement session) {
        return new TrialEntry(
                rules,
                actions,
                requirement,
                Optional.of(judged.word()),
                session.violations().stream().map(Violation::word).distinct().toList(),
                Optional.of(session.words()).filter(words -> !words.isEmpty()));
    }
}
