package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Domain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the few of many rules that may cover a recipient, by its domain: one look-up for each label, however many rules there
 * are. It may name rules that do not cover the recipient, and never leaves out one that does. So few rules that they are
 * asked as fast as they are found are all named.
 */
final class RuleIndex {
    private static final int FEW = 4;

    /** Places of rules by the domains that their recipients are at or below. */
    private final Map<String, BitSet> byDomain = new HashMap<>();
    /** Places of rules whose recipients may be anywhere. */
    private final BitSet anywhere = new BitSet();

    RuleIndex(List<Rule> rules) {
        if (rules.size() <= FEW) {
            anywhere.set(0, rules.size());
            return;
        }
        for (int place = 0; place < rules.size(); place++) {
            add(place, rules.get(place).criteria().to().anyOf());
        }
    }

    private void add(int place, List<AddressPattern> recipients) {
        List<Domain> domains = new ArrayList<>();
        recipients.forEach(pattern -> pattern.within().ifPresent(domains::add));
        if (recipients.isEmpty() || domains.size() < recipients.size()) {
            anywhere.set(place);
        } else {
            domains.forEach(domain -> byDomain.computeIfAbsent(domain.name(), name -> new BitSet())
                    .set(place));
        }
    }

    /** Places of the rules that may cover somebody at this domain. */
    BitSet at(Domain domain) {
        BitSet places = (BitSet) anywhere.clone();
        for (String name : domain.upwards()) {
            BitSet here = byDomain.get(name);
            if (here != null) {
                places.or(here);
            }
        }
        return places;
    }
}
