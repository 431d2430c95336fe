package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.net.InetAddress;

/** All rulesets as they stood at one moment: immutable, shared by all threads, swapped as a whole. */
public final class RulesetView {
    public DomainKnowledge domain(Domain name) {
        throw new UnsupportedOperationException();
    }

    public SubmitterRights rightsOf(InetAddress client) {
        throw new UnsupportedOperationException();
    }
}
