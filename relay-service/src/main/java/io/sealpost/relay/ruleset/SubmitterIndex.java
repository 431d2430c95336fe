package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the submitters that an address is, one look-up for each prefix length that is in use, however many domains there
 * are; and the one that a login is.
 */
final class SubmitterIndex {
    private static final int MAX_FOUND = 4096;

    private final Map<Network, List<Submitter>> networks = new HashMap<>();
    private final Map<String, Submitter> logins = new HashMap<>();
    private final Set<Integer> lengths = new TreeSet<>();
    /** What the first clients to be asked for may do: each of them is asked for several times a message. */
    private final ConcurrentMap<InetAddress, SubmitterRights> found = new ConcurrentHashMap<>();

    private boolean complete = true;

    private SubmitterIndex() {}

    static SubmitterIndex of(Collection<ScopeState> states) {
        SubmitterIndex index = new SubmitterIndex();
        for (ScopeState state : states) {
            index.complete &= state.tellsAllSubmitters();
            state.submitters().forEach(index::add);
        }
        return index;
    }

    SubmitterRights rightsOf(InetAddress client) {
        SubmitterRights known = found.get(client);
        if (known != null) {
            return known;
        }
        SubmitterRights rights = find(client);
        if (found.size() < MAX_FOUND) {
            found.put(client, rights);
        }
        return rights;
    }

    private SubmitterRights find(InetAddress client) {
        int width = client.getAddress().length * Byte.SIZE;
        List<Submitter> submitters = new ArrayList<>();
        for (int length : lengths) {
            if (length <= width) {
                submitters.addAll(networks.getOrDefault(Network.containing(client, length), List.of()));
            }
        }
        return new SubmitterRights(submitters, complete);
    }

    /** A login is one submitter; once that is found, nothing else adds to its rights. */
    SubmitterRights rightsOf(String login) {
        return submitter(login)
                .map(found -> new SubmitterRights(List.of(found), true))
                .orElseGet(() -> new SubmitterRights(List.of(), complete));
    }

    Optional<Submitter> submitter(String login) {
        int at = login.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(logins.get(key(login.substring(0, at), Domain.parse(login.substring(at + 1)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isComplete() {
        return complete;
    }

    private void add(Submitter submitter) {
        submitter.network().ifPresent(network -> {
            networks.computeIfAbsent(network, key -> new ArrayList<>()).add(submitter);
            lengths.add(network.length());
        });
        submitter.credential().ifPresent(own -> logins.put(key(own.username(), submitter.domain()), submitter));
    }

    private static String key(String username, Domain domain) {
        return username.toLowerCase(Locale.ROOT) + "@" + domain.name();
    }
}
