package io.sealpost.relay.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rules decide for one recipient, and why.
 *
 * @param decision as for mail that is taken
 * @param steps one for every rule of the governing chains, in their order, then of the recipient's
 */
public record Explanation(Decision decision, List<Step> steps) {
    public Explanation {
        Objects.requireNonNull(decision);
        steps = List.copyOf(steps);
    }

    /**
     * One rule.
     *
     * @param direction which mail it concerns
     * @param mode whether it acts where it covers the recipient
     * @param missed the first thing for which it does not cover the recipient, by its name in the rule; empty: it does
     */
    public record Step(RuleRef rule, Direction direction, Mode mode, Optional<String> missed) {
        public Step {
            Objects.requireNonNull(rule);
            Objects.requireNonNull(direction);
            Objects.requireNonNull(mode);
            Objects.requireNonNull(missed);
        }
    }
}
