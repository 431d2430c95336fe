package io.sealpost.relay.ruleset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Rulesets that are in force without a broker. */
public final class KnownRules {
    private KnownRules() {}

    /** Rulesets of which nothing was read yet. */
    public static Rulesets none() {
        return new Rulesets(Clock.systemUTC(), Duration.ofHours(24));
    }

    public static Rulesets of(RulesetView view) {
        Rulesets rulesets = new Rulesets(Clock.systemUTC(), Duration.ofHours(24));
        rulesets.apply(new Known(view, "topic", 0));
        rulesets.contact(Instant.now());
        return rulesets;
    }
}
