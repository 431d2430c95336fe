package io.sealpost.rules.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What turns the rules of a scope into those that are wanted. Pure. A wanted rule is the present one of the same name
 * and direction, else a new one. Of those that stay as few as possible count as moved: all but a longest run that
 * already stands in the wanted order.
 */
final class RulePlan {

    private final List<Step> steps = new ArrayList<>();
    private final List<RuleRow> deleted;
    private final Set<RuleRow> moved = new HashSet<>();

    private RulePlan(List<RuleRow> deleted) {
        this.deleted = deleted;
    }

    /**
     * The plan.
     *
     * @param wanted no two of the same name and direction
     */
    static RulePlan of(List<RuleRow> present, List<RuleValues> wanted) {
        Map<Key, RuleRow> left = new HashMap<>();
        present.forEach(row -> left.put(Key.of(row.rule().values()), row));
        List<Step> steps = wanted.stream()
                .map(values -> new Step(left.remove(Key.of(values)), values))
                .toList();
        RulePlan plan =
                new RulePlan(present.stream().filter(left::containsValue).toList());
        plan.steps.addAll(steps);
        plan.findMoved();
        return plan;
    }

    /** Wanted rules in their order. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<RuleRow> deleted() {
        return deleted;
    }

    boolean isMoved(RuleRow row) {
        return moved.contains(row);
    }

    /** Whether everything is as wanted already. */
    boolean isEmpty() {
        return deleted.isEmpty() && moved.isEmpty() && steps.stream().noneMatch(Step::isChange);
    }

    /** By how many bytes the published state grows. */
    long growth() {
        long gone = deleted.stream().mapToLong(RuleRow::size).sum();
        return steps.stream().mapToLong(Step::growth).sum() - gone;
    }

    /** Longest increasing subsequence of positions, by patience: the ends of the best runs of each length. */
    private void findMoved() {
        List<RuleRow> kept = new ArrayList<>();
        steps.forEach(step -> {
            if (step.present() != null) {
                kept.add(step.present());
            }
        });
        List<Run> ends = new ArrayList<>();
        for (RuleRow row : kept) {
            int length = shorterThan(ends, row.position());
            Run run = new Run(row, length == 0 ? null : ends.get(length - 1));
            if (length == ends.size()) {
                ends.add(run);
            } else {
                ends.set(length, run);
            }
        }
        moved.addAll(kept);
        Run run = ends.isEmpty() ? null : ends.get(ends.size() - 1);
        while (run != null) {
            moved.remove(run.last());
            run = run.before();
        }
    }

    /** How many of these ends, which grow, stand before the position. */
    private static int shorterThan(List<Run> ends, long position) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle).last().position() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One wanted rule, and the present one that becomes it. */
    record Step(@Nullable RuleRow present, RuleValues wanted) {
        boolean isChange() {
            return present == null || !present.rule().values().equals(wanted);
        }

        private long growth() {
            return RuleJson.size(wanted) - (present == null ? 0 : present.size());
        }
    }

    /** A run of rules that stand in the wanted order, from its end. */
    private record Run(RuleRow last, @Nullable Run before) {}

    /** What tells the rules of a scope apart. */
    record Key(String name, Direction direction) {
        static Key of(RuleValues values) {
            return new Key(values.name(), values.direction());
        }
    }
}
