package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Copy;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.MessagePolicy;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Joins to the recipients of a message those who get a copy of it by a rule. */
final class Copies {
    private final RulesetView rules;
    private final List<Domain> senders;

    /** @param senders the hosted ones of the message; where there is none, no rule of a sender wants a copy */
    Copies(RulesetView rules, List<Domain> senders) {
        this.rules = rules;
        this.senders = senders;
    }

    /**
     * The recipients, and behind them one for each address that is to have a copy and is none of them; at most {@link
     * Decision#MOST_COPIES}. Who wanted the copy first is told of it.
     */
    List<SpooledRecipient> join(List<SpooledRecipient> recipients, MessagePolicy decisions) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (SpooledRecipient recipient : recipients) {
            for (Copy copy : recipient.decision().copies()) {
                wanted.putIfAbsent(mailbox(copy.address()), new Wanted(copy, recipient.address()));
            }
        }
        recipients.forEach(each -> wanted.remove(mailbox(each.address())));
        if (wanted.isEmpty()) {
            return recipients;
        }
        List<Decision> originals =
                recipients.stream().map(SpooledRecipient::decision).toList();
        Stream<SpooledRecipient> copies = wanted.values().stream()
                .limit(Decision.MOST_COPIES)
                .map(each -> SpooledRecipient.copy(
                        each.copy().address(),
                        owner(each.copy(), each.recipient()),
                        decisions.decideCopy(each.copy().address(), originals)));
        return Stream.concat(recipients.stream(), copies).toList();
    }

    /** A copy of mail for that recipient. */
    private record Wanted(Copy copy, Address recipient) {}

    /** As rules compare addresses: whatever the case. */
    private static String mailbox(Address address) {
        return address.toString().toLowerCase(Locale.ROOT);
    }

    /** The domain among those of the message whose rule wants it. */
    private Domain owner(Copy copy, Address recipient) {
        return copy.direction() == Direction.INCOMING
                ? recipient.domain()
                : senders.stream()
                        .filter(sender -> isUnder(sender, copy.scope()))
                        .findFirst()
                        .orElse(senders.get(0));
    }

    private boolean isUnder(Domain sender, String scope) {
        return rules.domain(sender) instanceof DomainKnowledge.Hosted hosted
                && hosted.domain().rules().stream()
                        .anyMatch(rule -> rule.ref().scope().equals(scope));
    }
}
