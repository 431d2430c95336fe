package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.Set;

/**
 * What a client may do by its network.
 *
 * @param domains those it may send for; empty: none, it is no submitter
 * @param forwards whether it may carry foreign senders; then all its domains' rules apply
 * @param complete whether these are all its rights: false while some scope's submitters cannot be read
 */
public record SubmitterRights(Set<Domain> domains, boolean forwards, boolean complete) {
    public SubmitterRights {
        domains = Set.copyOf(domains);
    }
}
