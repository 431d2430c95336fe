package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the domains for which an address may submit: one look-up for each prefix length that is in use, however many
 * domains there are.
 */
final class SubmitterIndex {
    private record Grant(Domain domain, boolean forwards) {}

    private final Map<Network, List<Grant>> grants = new HashMap<>();
    private final Set<Integer> lengths = new TreeSet<>();
    private boolean complete = true;

    private SubmitterIndex() {}

    static SubmitterIndex of(Collection<ScopeState> states) {
        SubmitterIndex index = new SubmitterIndex();
        for (ScopeState state : states) {
            index.complete &= state.tellsAllSubmitters();
            for (Submitter submitter : state.submitters()) {
                index.add(Domain.parse(state.scope().id()), submitter);
            }
        }
        return index;
    }

    SubmitterRights rightsOf(InetAddress client) {
        int width = client.getAddress().length * Byte.SIZE;
        Set<Domain> domains = new HashSet<>();
        boolean forwards = false;
        for (int length : lengths) {
            if (length <= width) {
                for (Grant grant : grants.getOrDefault(Network.containing(client, length), List.of())) {
                    domains.add(grant.domain());
                    forwards |= grant.forwards();
                }
            }
        }
        return new SubmitterRights(domains, forwards, complete);
    }

    private void add(Domain domain, Submitter submitter) {
        grants.computeIfAbsent(submitter.network(), network -> new ArrayList<>())
                .add(new Grant(domain, submitter.forwards()));
        lengths.add(submitter.network().length());
    }
}
