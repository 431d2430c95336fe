package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client may do by its network or its login.
 *
 * @param submitters that it is; empty: it is none. A suspended one gives no right
 * @param complete whether these are all: false while some scope's submitters cannot be read
 */
public record SubmitterRights(List<Submitter> submitters, boolean complete) {
    public SubmitterRights {
        submitters = List.copyOf(submitters);
    }

    /** The domains that it may send for. */
    public Set<Domain> domains() {
        return submitters.stream()
                .filter(submitter -> !submitter.suspended())
                .map(Submitter::domain)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it may carry foreign senders; then all its domains' rules apply. */
    public boolean forwards() {
        return submitters.stream().anyMatch(submitter -> submitter.forwards() && !submitter.suspended());
    }

    /** Whether it might send for that domain, were it not suspended. */
    public boolean isSuspendedFor(Domain domain) {
        return !domains().contains(domain)
                && submitters.stream().anyMatch(submitter -> submitter.domain().equals(domain));
    }

    /** What a message of these domains is counted against: of those of its submitters that send for one of them. */
    public List<Quota> quotas(Set<Domain> senders) {
        return submitters.stream()
                .filter(submitter -> !submitter.suspended() && senders.contains(submitter.domain()))
                .flatMap(submitter -> submitter.quotas().stream())
                .distinct()
                .toList();
    }
}
