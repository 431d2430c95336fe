package io.sealpost.relay.ruleset;

import java.util.Optional;

public class Rulesets {
    /** The rulesets as of now; empty while they are not known or too old to be trusted. */
    public Optional<RulesetView> current() {
        throw new UnsupportedOperationException();
    }
}
