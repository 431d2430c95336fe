package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rules that govern a message: of every governing domain its chain of organizations from the top, then its own, and behind
 * them, for recipients of a hosted domain, those of its chain for incoming mail. Immutable; what it takes to make one grows with
 * the rules, and what it takes to ask it hardly does.
 */
public final class Policy {
    /** No rule at all. */
    private static final Policy NONE = new Policy(Direction.INCOMING, List.of());

    private final Direction direction;
    private final List<Rule> rules;
    private final RuleIndex index;
    private final Set<String> headerNames;
    /** To whom its rules may send copies. */
    private final List<Address> copyAddresses;
    /** Places of rules with criteria on the content. */
    private final BitSet asking = new BitSet();
    /** What further rules say of recipients of these domains. */
    private final Map<Domain, Policy> incoming;

    /** Of rules for outgoing mail; those for incoming mail among them have no effect. */
    public Policy(List<Rule> rules) {
        this(Direction.OUTGOING, rules);
    }

    private Policy(Direction direction, List<Rule> rules) {
        this.direction = direction;
        this.incoming = Map.of();
        this.rules = List.copyOf(rules);
        this.index = new RuleIndex(this.rules);
        this.headerNames = this.rules.stream()
                .flatMap(rule -> rule.criteria().message().stream())
                .flatMap(criterion -> criterion.headerName().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.copyAddresses = this.rules.stream()
                .flatMap(rule -> rule.actions().copies().stream())
                .distinct()
                .toList();
        IntStream.range(0, this.rules.size())
                .filter(place ->
                        this.rules.get(place).criteria().content().findAny().isPresent())
                .forEach(asking::set);
    }

    private Policy(Policy senders, Map<Domain, Policy> incoming) {
        this.direction = senders.direction;
        this.rules = senders.rules;
        this.index = senders.index;
        this.asking.or(senders.asking);
        this.incoming = Map.copyOf(incoming);
        this.headerNames = Stream.concat(Stream.of(senders), incoming.values().stream())
                .flatMap(each -> each.headerNames.stream())
                .collect(Collectors.toUnmodifiableSet());
        this.copyAddresses = Stream.concat(Stream.of(senders), incoming.values().stream())
                .flatMap(each -> each.copyAddresses.stream())
                .distinct()
                .toList();
    }

    /** Of the rules for incoming mail among these. */
    public static Policy ofIncoming(List<Rule> rules) {
        List<Rule> incoming = rules.stream()
                .filter(rule -> rule.direction() == Direction.INCOMING)
                .toList();
        return incoming.isEmpty() ? NONE : new Policy(Direction.INCOMING, incoming);
    }

    /** The same, and for recipients of each of these domains its rules for incoming mail. */
    public Policy with(Map<Domain, Policy> ofRecipients) {
        return new Policy(this, ofRecipients);
    }

    /** In their order, without those of recipients' domains. */
    public List<Rule> rules() {
        return rules;
    }

    /** How many rules there are to be asked for this recipient. */
    public int rulesFor(Address recipient) {
        return rules.size() + ofRecipient(recipient).rules.size();
    }

    /** Header fields that its rules look at, in lower case, whether they are in force or not. */
    public Set<String> headerNames() {
        return headerNames;
    }

    /** What it says of one message at that moment. */
    public MessagePolicy on(MessageFacts message, Instant moment) {
        Map<Domain, MessagePolicy> further = incoming.isEmpty() ? Map.of() : new HashMap<>();
        incoming.forEach((domain, policy) -> further.put(domain, policy.on(message, moment)));
        return new MessagePolicy(this, further, message, moment);
    }

    /** What it says of one message at that moment for one recipient, and why. */
    public Explanation explain(MessageFacts message, Instant moment, Address recipient) {
        Map<RuleRef, Explanation.Step> steps = new LinkedHashMap<>();
        addSteps(steps, message, moment, recipient);
        ofRecipient(recipient).addSteps(steps, message, moment, recipient);
        return new Explanation(on(message, moment).decide(recipient), List.copyOf(steps.values()));
    }

    /** A rule for mail within one organization comes in both ways: it is told by the one that may bring it to bear. */
    private void addSteps(
            Map<RuleRef, Explanation.Step> steps, MessageFacts message, Instant moment, Address recipient) {
        for (Rule rule : rules) {
            Optional<String> missed = rule.missedBy(direction, moment, message).or(() -> rule.missedBy(recipient));
            steps.remove(rule.ref());
            steps.put(rule.ref(), new Explanation.Step(rule.ref(), rule.direction(), rule.mode(), missed));
        }
    }

    private Policy ofRecipient(Address recipient) {
        return incoming.getOrDefault(recipient.domain(), NONE);
    }

    /** To whom its rules may send copies, those for recipients' domains included. */
    List<Address> copyAddresses() {
        return copyAddresses;
    }

    Direction direction() {
        return direction;
    }

    RuleIndex index() {
        return index;
    }

    /** Places of rules with criteria on the content; to be read only. */
    BitSet asking() {
        return asking;
    }

    /** Whether the rules are the same; everything else follows from them. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Policy policy
                && direction == policy.direction
                && rules.equals(policy.rules)
                && incoming.equals(policy.incoming);
    }

    @Override
    public int hashCode() {
        return Objects.hash(direction, rules, incoming);
    }
}
