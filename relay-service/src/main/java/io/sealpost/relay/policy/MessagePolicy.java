package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules decide for each recipient of one message. Each rule looks at the message at most once, and only where it may
 * cover a recipient. For one thread.
 */
public final class MessagePolicy {
    private final Policy policy;
    /** What is further decided for recipients of these domains. */
    private final Map<Domain, MessagePolicy> incoming;

    private final MessageFacts message;
    private final Instant moment;
    /** Places of rules that have looked at the message. */
    private final BitSet looked = new BitSet();
    /** Places of those that cover it. */
    private final BitSet covering = new BitSet();

    MessagePolicy(Policy policy, Map<Domain, MessagePolicy> incoming, MessageFacts message, Instant moment) {
        this.policy = policy;
        this.incoming = incoming;
        this.message = message;
        this.moment = moment;
    }

    /** What all rules decide that are in force and cover the message and the recipient. */
    public Decision decide(Address recipient) {
        List<Rule> matched = new ArrayList<>();
        match(recipient, matched);
        MessagePolicy further = incoming.get(recipient.domain());
        if (further != null) {
            further.match(recipient, matched);
        }
        return Decision.of(matched);
    }

    /**
     * What is decided for a copy: it demands what the rules demand for its address and all that is demanded for those whose mail it
     * is, and is neither edited nor copied again. Rules for incoming mail do not look at copies.
     *
     * @param originals what is decided for those
     */
    public Decision decideCopy(Address copy, List<Decision> originals) {
        List<Rule> matched = new ArrayList<>();
        match(copy, matched);
        return Decision.of(matched).ofCopy(originals);
    }

    /**
     * What must be found out of the message's content before anything is decided for these recipients: criteria of rules that
     * are in force and whose other criteria it meets. Mostly nothing. Where there may be copies, they are asked for, too.
     */
    public Set<MessageCriterion.Content> questions(List<Address> recipients) {
        Set<MessageCriterion.Content> questions = new LinkedHashSet<>();
        ask(recipients, questions);
        ask(policy.copyAddresses(), questions);
        for (Address recipient : incoming.isEmpty() ? List.<Address>of() : recipients) {
            MessagePolicy further = incoming.get(recipient.domain());
            if (further != null) {
                further.ask(List.of(recipient), questions);
            }
        }
        return questions;
    }

    private void match(Address recipient, List<Rule> matched) {
        BitSet places = policy.index().at(recipient.domain());
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            Rule rule = policy.rules().get(place);
            if (rule.coversRecipient(recipient) && coversMessage(place)) {
                matched.add(rule);
            }
        }
    }

    private void ask(List<Address> recipients, Set<MessageCriterion.Content> questions) {
        BitSet open = (BitSet) policy.asking().clone();
        for (Address recipient : recipients) {
            if (open.isEmpty()) {
                break;
            }
            BitSet places = policy.index().at(recipient.domain());
            places.and(open);
            for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
                Rule rule = policy.rules().get(place);
                if (rule.coversRecipient(recipient) && coversMessage(place)) {
                    rule.criteria().content().forEach(questions::add);
                    open.clear(place);
                }
            }
        }
    }

    private boolean coversMessage(int place) {
        if (!looked.get(place)) {
            looked.set(place);
            covering.set(
                    place,
                    policy.rules()
                            .get(place)
                            .missedBy(policy.direction(), moment, message)
                            .isEmpty());
        }
        return covering.get(place);
    }
}
