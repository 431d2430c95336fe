package io.sealpost.relay.policy;

import java.util.List;
import java.util.Objects;

/**
 * What the rules demand for one recipient, and which rules say so.
 *
 * @param requirement the join of all that matched
 * @param rules those that matched, in their order
 */
public record Decision(TlsRequirement requirement, List<RuleRef> rules) {
    /** No rule matched. */
    public static final Decision NONE = new Decision(TlsRequirement.NONE, List.of());

    public Decision {
        Objects.requireNonNull(requirement);
        rules = List.copyOf(rules);
    }
}
