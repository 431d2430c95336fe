package io.sealpost.relay.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What rules that are only monitored would add to a decision, were they enforced. It has no effect on the mail.
 *
 * @param requirement the join of all that matched, enforced ones included; {@link TlsRequirement#NONE} where no monitored one
 *     demands TLS
 * @param rules the monitored ones that matched, in their order
 * @param stop what these would keep the mail from being relayed by
 */
public record Trial(TlsRequirement requirement, List<RuleRef> rules, Optional<Stop> stop) {
    public Trial {
        Objects.requireNonNull(requirement);
        Objects.requireNonNull(stop);
        rules = List.copyOf(rules);
    }

    /**
     * What these rules would add, given in their order; empty where there are none.
     *
     * @param enforced what the others demand
     */
    static Optional<Trial> of(List<Rule> monitored, TlsRequirement enforced) {
        if (monitored.isEmpty()) {
            return Optional.empty();
        }
        TlsRequirement demanded = TlsRequirement.ofAll(monitored);
        return Optional.of(new Trial(
                demanded.isRequired() ? enforced.join(demanded) : TlsRequirement.NONE,
                monitored.stream().map(Rule::ref).toList(),
                Stop.of(monitored)));
    }
}
