package io.sealpost.relay.policy;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Looks for what criteria ask of a message's content, in one text after another, so that none need be kept. For one thread. */
public final class ContentSearch {
    private final Map<MessageCriterion.Content, Selection<TextPattern>.Tally<SearchedText>> tallies =
            new LinkedHashMap<>();
    private final Set<ContentPart> left = EnumSet.noneOf(ContentPart.class);

    public ContentSearch(Collection<MessageCriterion.Content> criteria) {
        criteria.forEach(each -> tallies.put(each, each.values().tally(TextPattern::matches, TextPattern::matches)));
    }

    /** Whether any criterion looks at such a part. */
    public boolean looksAt(ContentPart part) {
        return tallies.keySet().stream().anyMatch(each -> each.part() == part);
    }

    /** Takes a further text, or a further name. */
    public void take(ContentPart part, SearchedText text) {
        tallies.forEach((criterion, tally) -> {
            if (criterion.part() == part) {
                tally.take(text);
            }
        });
    }

    /** Some of these parts are not taken: of criteria on them, what the rest might change is not known. */
    public void leave(ContentPart part) {
        left.add(part);
    }

    /** Some of any part is not taken. */
    public void leave() {
        left.addAll(EnumSet.allOf(ContentPart.class));
    }

    /** Which criteria are met, by their keys; those of which that is not known are left out. */
    public Map<String, Boolean> findings() {
        Map<String, Boolean> findings = new HashMap<>();
        tallies.forEach((criterion, tally) -> {
            if (tally.selected() || !left.contains(criterion.part())) {
                findings.put(criterion.key(), tally.selected());
            }
        });
        return findings;
    }
}
