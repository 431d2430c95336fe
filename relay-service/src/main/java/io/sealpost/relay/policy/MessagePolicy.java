package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.ArrayList;
import java.util.List;

/** The rules that are in force for one message and cover it, in their order, and what they decide for each recipient. */
public final class MessagePolicy {
    private final List<Rule> rules;

    MessagePolicy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Joins the requirements of all rules that cover the recipient. */
    public Decision decide(Address recipient) {
        TlsRequirement requirement = TlsRequirement.NONE;
        List<RuleRef> matched = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.coversRecipient(recipient)) {
                requirement = requirement.join(rule.requirement());
                matched.add(rule.ref());
            }
        }
        return matched.isEmpty() ? Decision.NONE : new Decision(requirement, matched);
    }
}
