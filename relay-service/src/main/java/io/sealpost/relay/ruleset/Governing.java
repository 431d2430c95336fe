package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whose rules govern a message, and which these are: those of its senders, and those for incoming mail of the recipients whose
 * domain is hosted. Half of them would be none: while those of one domain are not known, there is an obstacle.
 *
 * @param domains hosted ones among the senders
 * @param policy the rules of all of them
 * @param obstacle why they cannot be applied
 */
public record Governing(List<Domain> domains, Policy policy, Optional<Obstacle> obstacle) {
    /** The rules of this domain are not known. */
    public record Obstacle(Domain domain, DomainKnowledge.NotKnown why) {}

    public Governing {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(obstacle);
        domains = List.copyOf(domains);
    }

    /**
     * The rules for mail of these senders.
     *
     * @param rulesets what is known of a domain
     * @param senders domains
     */
    public static Governing of(
            Function<Domain, DomainKnowledge> rulesets, Collection<Domain> senders, Collection<Address> recipients) {
        List<HostedDomain> governing = new ArrayList<>();
        for (Domain sender : senders) {
            DomainKnowledge knowledge = rulesets.apply(sender);
            if (knowledge instanceof DomainKnowledge.NotKnown notKnown) {
                return unknown(sender, notKnown);
            }
            if (knowledge instanceof DomainKnowledge.Hosted hosted) {
                governing.add(hosted.domain());
            }
        }
        List<Domain> domains = governing.stream().map(HostedDomain::name).toList();
        return new Governing(domains, joined(governing), Optional.empty()).joinedBy(rulesets, recipients);
    }

    /** With the rules of the recipients' domains. Mostly none of these is hosted. */
    private Governing joinedBy(Function<Domain, DomainKnowledge> rulesets, Collection<Address> recipients) {
        Map<Domain, Policy> incoming = new HashMap<>();
        for (Address recipient : recipients) {
            Domain domain = recipient.domain();
            if (incoming.containsKey(domain)) {
                continue;
            }
            DomainKnowledge knowledge = rulesets.apply(domain);
            if (knowledge instanceof DomainKnowledge.NotKnown notKnown) {
                return unknown(domain, notKnown);
            }
            if (knowledge instanceof DomainKnowledge.Hosted hosted) {
                incoming.put(domain, hosted.domain().incoming());
            }
        }
        incoming.values().removeIf(policy -> policy.rules().isEmpty());
        return incoming.isEmpty() ? this : new Governing(domains, policy.with(incoming), Optional.empty());
    }

    private static Governing unknown(Domain domain, DomainKnowledge.NotKnown why) {
        return new Governing(List.of(), new Policy(List.of()), Optional.of(new Obstacle(domain, why)));
    }

    /** A rule of an organization comes with each of its domains, and counts once. */
    private static Policy joined(List<HostedDomain> governing) {
        if (governing.size() == 1) {
            return governing.get(0).policy();
        }
        Set<Rule> all = new LinkedHashSet<>();
        governing.forEach(domain -> all.addAll(domain.rules()));
        return new Policy(List.copyOf(all));
    }
}
