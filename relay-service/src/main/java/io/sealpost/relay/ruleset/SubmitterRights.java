package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client may do by its network or its login. Immutable. */
public final class SubmitterRights {
    private final List<Submitter> submitters;
    private final boolean complete;
    private final Set<Domain> domains;
    private final boolean forwards;

    /**
     * @param submitters that the client is; empty: it is none. A suspended one gives no right
     * @param complete whether these are all: false while some scope's submitters cannot be read
     */
    SubmitterRights(List<Submitter> submitters, boolean complete) {
        this.submitters = List.copyOf(submitters);
        this.complete = complete;
        this.domains = this.submitters.stream()
                .filter(submitter -> !submitter.suspended())
                .map(Submitter::domain)
                .collect(Collectors.toUnmodifiableSet());
        this.forwards = this.submitters.stream().anyMatch(each -> each.forwards() && !each.suspended());
    }

    /** Whether the client is no submitter, not even a suspended one. */
    public boolean isEmpty() {
        return submitters.isEmpty();
    }

    /** Whether nothing else may add to them. */
    public boolean complete() {
        return complete;
    }

    /** The domains that it may send for. */
    public Set<Domain> domains() {
        return domains;
    }

    /** Whether it may carry foreign senders; then all its domains' rules apply. */
    public boolean forwards() {
        return forwards;
    }

    /** Whether it might send for that domain, were it not suspended. */
    public boolean isSuspendedFor(Domain domain) {
        return !domains.contains(domain)
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
