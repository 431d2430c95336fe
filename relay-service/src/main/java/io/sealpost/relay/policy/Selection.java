package io.sealpost.relay.policy;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A field of a rule's criteria: any of some patterns, and none of others.
 *
 * @param anyOf one must match; empty: every value does
 * @param noneOf those that take a value out again
 */
public record Selection<P>(List<P> anyOf, List<P> noneOf) {
    public Selection {
        anyOf = List.copyOf(anyOf);
        noneOf = List.copyOf(noneOf);
    }

    /** Every value. */
    public static <P> Selection<P> everything() {
        return new Selection<>(List.of(), List.of());
    }

    /** Any of these patterns. */
    public static <P> Selection<P> anyOf(List<P> patterns) {
        return new Selection<>(patterns, List.of());
    }

    /** All patterns, of both kinds. */
    Stream<P> patterns() {
        return Stream.concat(anyOf.stream(), noneOf.stream());
    }

    /** The same with other patterns in the places of these. */
    Selection<P> map(UnaryOperator<P> replacement) {
        return new Selection<>(
                anyOf.stream().map(replacement).toList(),
                noneOf.stream().map(replacement).toList());
    }

    /** Whether one value is selected. */
    <V> boolean selects(V value, BiPredicate<P, V> includes, BiPredicate<P, V> excludes) {
        return includes(value, includes) && !excludes(value, excludes);
    }

    /**
     * Whether several values that stand for one thing are selected: any of them may bring the match, and only all of
     * them together can take it out. So a second value is no way to escape a rule.
     */
    <V> boolean selectsAny(List<V> values, BiPredicate<P, V> includes, BiPredicate<P, V> excludes) {
        Tally<V> tally = tally(includes, excludes);
        values.forEach(tally::take);
        return tally.selected();
    }

    /** The same for values that come one after another. */
    <V> Tally<V> tally(BiPredicate<P, V> includes, BiPredicate<P, V> excludes) {
        return new Tally<>(includes, excludes);
    }

    /** What is known of the values so far. */
    final class Tally<V> {
        private final BiPredicate<P, V> includes;
        private final BiPredicate<P, V> excludes;
        private boolean empty = true;
        private boolean included = anyOf.isEmpty();
        private boolean spared;

        private Tally(BiPredicate<P, V> includes, BiPredicate<P, V> excludes) {
            this.includes = includes;
            this.excludes = excludes;
        }

        void take(V value) {
            empty = false;
            included = included || includes(value, includes);
            spared = spared || !excludes(value, excludes);
        }

        boolean selected() {
            return included && (empty || spared);
        }
    }

    private <V> boolean includes(V value, BiPredicate<P, V> matches) {
        return anyOf.isEmpty() || matchesOne(anyOf, value, matches);
    }

    private <V> boolean excludes(V value, BiPredicate<P, V> matches) {
        return matchesOne(noneOf, value, matches);
    }

    private static <P, V> boolean matchesOne(List<P> patterns, V value, BiPredicate<P, V> matches) {
        for (P pattern : patterns) {
            if (matches.test(pattern, value)) {
                return true;
            }
        }
        return false;
    }
}
