package io.sealpost.relay.policy;

import io.sealpost.relay.mail.HeaderEdit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rules decide for one recipient, and which rules say so.
 *
 * @param requirement the join of all that matched and are enforced
 * @param rules those, in their order
 * @param stop what keeps the mail from being relayed; mostly nothing
 * @param trial what those that are only monitored would add; mostly nothing
 * @param edits what changes in its header, in the order of the rules; at most {@link #MOST_EDITS}
 */
public record Decision(
        TlsRequirement requirement,
        List<RuleRef> rules,
        Optional<Stop> stop,
        Optional<Trial> trial,
        List<HeaderEdit> edits) {
    /** Further edits of further rules are left out: a header, and the record that keeps them, must stay small. */
    public static final int MOST_EDITS = 50;

    /** No rule matched. */
    public static final Decision NONE = new Decision(TlsRequirement.NONE, List.of());

    /** Stop, trial and edits are null in records of releases that knew none. */
    public Decision {
        Objects.requireNonNull(requirement);
        rules = List.copyOf(rules);
        stop = Objects.requireNonNullElse(stop, Optional.empty());
        trial = Objects.requireNonNullElse(trial, Optional.empty());
        edits = List.copyOf(Objects.requireNonNullElse(edits, List.of()));
    }

    /** Mail that nothing keeps from being relayed, nor would. */
    public Decision(TlsRequirement requirement, List<RuleRef> rules) {
        this(requirement, rules, Optional.empty(), Optional.empty(), List.of());
    }

    /** What rules decide that all cover the mail, given in their order. */
    static Decision of(List<Rule> matched) {
        if (matched.isEmpty()) {
            return NONE;
        }
        List<Rule> enforced = matched.stream().filter(Rule::isEnforced).toList();
        List<Rule> monitored =
                matched.stream().filter(rule -> !rule.isEnforced()).toList();
        TlsRequirement requirement = TlsRequirement.ofAll(enforced);
        return new Decision(
                requirement,
                enforced.stream().map(Rule::ref).toList(),
                Stop.of(enforced),
                Trial.of(monitored, requirement),
                enforced.stream()
                        .flatMap(rule -> rule.actions().edits().stream())
                        .limit(MOST_EDITS)
                        .toList());
    }

    /** The same with this requirement, for which these rules stand. What was to be tried when the mail was taken stays so. */
    public Decision under(TlsRequirement raised, List<RuleRef> sources) {
        return new Decision(raised, sources, stop, trial, edits);
    }
}
