package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What rules decide for each recipient of one message. Each rule looks at the message at most once, and only where it may
 * cover a recipient. For one thread.
 */
public final class MessagePolicy {
    private final List<Rule> rules;
    private final RuleIndex index;
    /** Places of rules with criteria on the content. */
    private final BitSet asking;

    private final MessageFacts message;
    private final Instant moment;
    /** Places of rules that have looked at the message. */
    private final BitSet looked = new BitSet();
    /** Places of those that cover it. */
    private final BitSet covering = new BitSet();

    MessagePolicy(List<Rule> rules, RuleIndex index, BitSet asking, MessageFacts message, Instant moment) {
        this.rules = rules;
        this.index = index;
        this.asking = asking;
        this.message = message;
        this.moment = moment;
    }

    /** What all rules decide that are in force and cover the message and the recipient. */
    public Decision decide(Address recipient) {
        List<Rule> matched = new ArrayList<>();
        BitSet places = index.at(recipient.domain());
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            Rule rule = rules.get(place);
            if (rule.coversRecipient(recipient) && coversMessage(place)) {
                matched.add(rule);
            }
        }
        return Decision.of(matched);
    }

    /**
     * What must be found out of the message's content before anything is decided for these recipients: criteria of rules that
     * are in force and whose other criteria it meets. Mostly nothing.
     */
    public Set<MessageCriterion.Content> questions(List<Address> recipients) {
        Set<MessageCriterion.Content> questions = new LinkedHashSet<>();
        BitSet open = (BitSet) asking.clone();
        for (Address recipient : recipients) {
            if (open.isEmpty()) {
                break;
            }
            BitSet places = index.at(recipient.domain());
            places.and(open);
            for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
                Rule rule = rules.get(place);
                if (rule.coversRecipient(recipient) && coversMessage(place)) {
                    rule.criteria().content().forEach(questions::add);
                    open.clear(place);
                }
            }
        }
        return questions;
    }

    private boolean coversMessage(int place) {
        if (!looked.get(place)) {
            looked.set(place);
            covering.set(
                    place,
                    rules.get(place)
                            .missedBy(Direction.OUTGOING, moment, message)
                            .isEmpty());
        }
        return covering.get(place);
    }
}
