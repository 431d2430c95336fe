package io.sealpost.rules.rule;

/** What a rule says, checked and normalised. */
public record RuleValues(
        String name,
        Direction direction,
        boolean enabled,
        Mode mode,
        ActiveTime active,
        Criteria criteria,
        Actions actions) {}
