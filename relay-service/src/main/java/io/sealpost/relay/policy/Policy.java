package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rules that govern a message: of every governing domain its chain of organizations from the top, then its own.
 * Immutable; what it takes to make one grows with the rules, and what it takes to ask it hardly does.
 */
public final class Policy {
    private final List<Rule> rules;
    private final RuleIndex index;
    private final Set<String> headerNames;
    /** Places of rules with criteria on the content. */
    private final BitSet asking = new BitSet();

    public Policy(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.index = new RuleIndex(this.rules);
        this.headerNames = this.rules.stream()
                .flatMap(rule -> rule.criteria().message().stream())
                .flatMap(criterion -> criterion.headerName().stream())
                .collect(Collectors.toUnmodifiableSet());
        IntStream.range(0, this.rules.size())
                .filter(place ->
                        this.rules.get(place).criteria().content().findAny().isPresent())
                .forEach(asking::set);
    }

    /** In their order. */
    public List<Rule> rules() {
        return rules;
    }

    /** Header fields that its rules look at, in lower case, whether they are in force or not. */
    public Set<String> headerNames() {
        return headerNames;
    }

    /** What it says of one outgoing message at that moment. */
    public MessagePolicy on(MessageFacts message, Instant moment) {
        return new MessagePolicy(rules, index, asking, message, moment);
    }

    /** What it says of one outgoing message at that moment for one recipient, and why. */
    public Explanation explain(MessageFacts message, Instant moment, Address recipient) {
        List<Explanation.Step> steps = rules.stream()
                .map(rule -> new Explanation.Step(
                        rule.ref(),
                        rule.missedBy(Direction.OUTGOING, moment, message).or(() -> rule.missedBy(recipient))))
                .toList();
        return new Explanation(on(message, moment).decide(recipient), steps);
    }

    /** Whether the rules are the same; everything else follows from them. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Policy policy && rules.equals(policy.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }
}
