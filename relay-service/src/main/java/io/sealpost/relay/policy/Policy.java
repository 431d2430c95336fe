package io.sealpost.relay.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that govern a message.
 *
 * @param rules of every governing domain: its chain of organizations from the top, then its own
 */
public record Policy(List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /** Header fields that its rules look at, in lower case, whether they are in force or not. */
    public Set<String> headerNames() {
        return rules.stream()
                .flatMap(rule -> rule.criteria().message().stream())
                .flatMap(criterion -> criterion.headerName().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What it says of one outgoing message at that moment. */
    public MessagePolicy on(MessageFacts message, Instant moment) {
        return new MessagePolicy(rules.stream()
                .filter(rule -> rule.isInForce(Direction.OUTGOING, moment) && rule.coversMessage(message))
                .toList());
    }
}
