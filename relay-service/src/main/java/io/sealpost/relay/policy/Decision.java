package io.sealpost.relay.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rules decide for one recipient, and which rules say so.
 *
 * @param requirement the join of all that matched
 * @param rules those that matched, in their order
 * @param stop what keeps the mail from being relayed; mostly nothing
 */
public record Decision(TlsRequirement requirement, List<RuleRef> rules, Optional<Stop> stop) {
    /** No rule matched. */
    public static final Decision NONE = new Decision(TlsRequirement.NONE, List.of());

    /** The stop is null in records of releases that knew none. */
    public Decision {
        Objects.requireNonNull(requirement);
        rules = List.copyOf(rules);
        stop = Objects.requireNonNullElse(stop, Optional.empty());
    }

    /** Mail that nothing keeps from being relayed. */
    public Decision(TlsRequirement requirement, List<RuleRef> rules) {
        this(requirement, rules, Optional.empty());
    }

    /** What rules decide that all cover the mail, given in their order. */
    static Decision of(List<Rule> matched) {
        if (matched.isEmpty()) {
            return NONE;
        }
        TlsRequirement requirement = TlsRequirement.NONE;
        for (Rule rule : matched) {
            requirement = requirement.join(rule.actions().requirement());
        }
        return new Decision(requirement, matched.stream().map(Rule::ref).toList(), Stop.of(matched));
    }

    /** The same with this requirement, for which these rules stand. */
    public Decision under(TlsRequirement raised, List<RuleRef> sources) {
        return new Decision(raised, sources, stop);
    }
}
