package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that govern one message, in their order, and what they decide for each recipient.
 *
 * @param rules of every governing domain: its chain of organizations from the top, then its own
 */
public record Policy(List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /** Joins the requirements of all enabled outgoing rules that match the recipient. */
    public Decision decide(Address recipient) {
        TlsRequirement requirement = TlsRequirement.NONE;
        List<RuleRef> matched = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.appliesTo(Direction.OUTGOING, recipient)) {
                requirement = requirement.join(rule.requirement());
                matched.add(rule.ref());
            }
        }
        return matched.isEmpty() ? Decision.NONE : new Decision(requirement, matched);
    }
}
