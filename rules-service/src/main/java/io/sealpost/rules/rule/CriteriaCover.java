package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.Expression;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares rules by the mail that they cover. Pure. Says yes only where it is sure: what one criterion demands, the same
 * criterion of the other rule must demand no less, at every moment.
 */
final class CriteriaCover {

    private CriteriaCover() {}

    /** Whether {@code wide} surely covers all mail that {@code narrow} does. */
    static boolean covers(Rule wide, Rule narrow) {
        Criteria all = wide.criteria();
        Criteria some = narrow.criteria();
        return wide.active().includes(narrow.active())
                && selection(all.to(), some.to(), PatternCover::covers)
                && selection(all.from(), some.from(), PatternCover::covers)
                && selection(all.subject(), some.subject(), CriteriaCover::text)
                && headers(all.headers(), some.headers())
                && selection(all.body(), some.body(), CriteriaCover::text)
                && selection(all.attachments(), some.attachments(), CriteriaCover::text)
                && size(all.size(), some.size())
                && selection(all.sourceNetwork(), some.sourceNetwork(), String::equals);
    }

    private static boolean selection(
            @Nullable Selection wide, @Nullable Selection narrow, BiPredicate<String, String> covers) {
        if (wide == null) {
            return true;
        }
        if (narrow == null || !narrow.excluded().containsAll(wide.excluded())) {
            return false;
        }
        return wide.included().isEmpty()
                || (!narrow.included().isEmpty()
                        && narrow.included().stream()
                                .allMatch(one -> wide.included().stream().anyMatch(other -> covers.test(other, one))));
    }

    private static boolean text(String wide, String narrow) {
        boolean words = !Expression.isMeant(wide) && !Expression.isMeant(narrow);
        return wide.equals(narrow) || (words && narrow.contains(wide));
    }

    private static boolean headers(@Nullable Map<String, Selection> wide, @Nullable Map<String, Selection> narrow) {
        if (wide == null) {
            return true;
        }
        Map<String, @Nullable Selection> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(Objects.requireNonNullElse(narrow, Map.of()));
        return wide.entrySet().stream()
                .allMatch(field -> selection(field.getValue(), byName.get(field.getKey()), CriteriaCover::text));
    }

    private static boolean size(Criteria.@Nullable Size wide, Criteria.@Nullable Size narrow) {
        if (wide == null) {
            return true;
        }
        boolean low = wide.atLeast() == null
                || (narrow != null && narrow.atLeast() != null && narrow.atLeast() >= wide.atLeast());
        return low
                && (wide.atMost() == null
                        || (narrow != null && narrow.atMost() != null && narrow.atMost() <= wide.atMost()));
    }
}
