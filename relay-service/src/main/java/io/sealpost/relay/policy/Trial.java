package io.sealpost.relay.policy;

import io.sealpost.relay.mail.HeaderEdit;
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
 * @param edits what would change in its header
 * @param copies who would get a copy
 */
public record Trial(
        TlsRequirement requirement,
        List<RuleRef> rules,
        Optional<Stop> stop,
        List<HeaderEdit> edits,
        List<Copy> copies) {
    /** Edits and copies are null in records of releases that knew none. */
    public Trial {
        Objects.requireNonNull(requirement);
        Objects.requireNonNull(stop);
        rules = List.copyOf(rules);
        edits = List.copyOf(Objects.requireNonNullElse(edits, List.of()));
        copies = List.copyOf(Objects.requireNonNullElse(copies, List.of()));
    }

    /** What these rules would do, by the names that the actions have in rules. */
    public List<String> actions() {
        return ActionNames.of(requirement, stop, edits, copies);
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
                Stop.of(monitored),
                Decision.editsOf(monitored),
                Decision.copiesOf(monitored)));
    }
}
