package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.Set;

/**
 * What a client may do by its network.
 *
 * @param domains those it may send for; empty: none, it is no submitter
 * @param forwards whether it may carry foreign senders; then all its domains' rules apply
 */
public record SubmitterRights(Set<Domain> domains, boolean forwards) {
    public SubmitterRights {
        domains = Set.copyOf(domains);
    }
}
