package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.HostedDomain;
import io.sealpost.relay.ruleset.RulesetView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whose rules govern a message, and which these are.
 *
 * @param domains hosted ones among the senders
 * @param policy the rules of all of them
 * @param obstacle why they cannot be applied: those of a sender are not known
 */
record Governing(List<Domain> domains, Policy policy, Optional<DomainKnowledge.NotKnown> obstacle) {
    Governing {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(obstacle);
        domains = List.copyOf(domains);
    }

    /** The domains of the reverse path and of all addresses in From and Sender, in this order. */
    static Set<Domain> senders(ReversePath path, HeaderSenders authors) {
        Set<Domain> senders = new LinkedHashSet<>();
        path.address().ifPresent(address -> senders.add(address.domain()));
        senders.addAll(authors.domains().keySet());
        return senders;
    }

    /** The rules of these senders; a rule of an organization comes with each of its domains, and counts once. */
    static Governing of(RulesetView rules, Set<Domain> senders) {
        List<HostedDomain> governing = new ArrayList<>();
        for (Domain sender : senders) {
            DomainKnowledge knowledge = rules.domain(sender);
            if (knowledge instanceof DomainKnowledge.NotKnown notKnown) {
                return new Governing(List.of(), new Policy(List.of()), Optional.of(notKnown));
            }
            if (knowledge instanceof DomainKnowledge.Hosted hosted) {
                governing.add(hosted.domain());
            }
        }
        List<Domain> domains = governing.stream().map(HostedDomain::name).toList();
        return new Governing(domains, joined(governing), Optional.empty());
    }

    private static Policy joined(List<HostedDomain> governing) {
        if (governing.size() == 1) {
            return governing.get(0).policy();
        }
        Set<Rule> all = new LinkedHashSet<>();
        governing.forEach(domain -> all.addAll(domain.rules()));
        return new Policy(List.copyOf(all));
    }
}
