package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * Finds the submitters that an address is, one look-up for each prefix length that is in use, however many domains there
 * are; and the one that a login is. Immutable, like {@link ScopeStates}.
 */
final class SubmitterIndex {
    static final SubmitterIndex NONE =
            new SubmitterIndex(HashTreePMap.empty(), HashTreePMap.empty(), TreePSet.empty(), 0);

    private static final int MAX_FOUND = 4096;

    /** For each network the submitters that have it, by their domains. */
    private final PMap<Network, PMap<Domain, List<Submitter>>> networks;

    private final PMap<String, Submitter> logins;
    /** Prefix lengths that are in use, or were. */
    private final PSortedSet<Integer> lengths;
    /** How many scopes do not tell all their submitters. */
    private final int incomplete;
    /** What some clients may do: each of them is asked for several times a message. */
    private final ConcurrentMap<InetAddress, SubmitterRights> found = new ConcurrentHashMap<>();

    private SubmitterIndex(
            PMap<Network, PMap<Domain, List<Submitter>>> networks,
            PMap<String, Submitter> logins,
            PSortedSet<Integer> lengths,
            int incomplete) {
        this.networks = networks;
        this.logins = logins;
        this.lengths = lengths;
        this.incomplete = incomplete;
    }

    /** The index once a scope has another state; the same where that has the same submitters. */
    SubmitterIndex with(@Nullable ScopeState before, ScopeState after) {
        List<Submitter> gone = before == null ? List.of() : before.submitters();
        int doubts = incomplete + (after.tellsAllSubmitters() ? 0 : 1);
        if (before != null && !before.tellsAllSubmitters()) {
            doubts--;
        }
        if (gone.equals(after.submitters()) && doubts == incomplete) {
            return this;
        }
        SubmitterIndex index = new SubmitterIndex(networks, logins, lengths, doubts);
        for (Submitter submitter : gone) {
            index = index.without(submitter);
        }
        for (Submitter submitter : after.submitters()) {
            index = index.with(submitter);
        }
        return index;
    }

    private SubmitterIndex with(Submitter submitter) {
        if (submitter.network().isPresent()) {
            Network network = submitter.network().get();
            PMap<Domain, List<Submitter>> there = at(network);
            List<Submitter> all = new ArrayList<>(there.getOrDefault(submitter.domain(), List.of()));
            all.add(submitter);
            return new SubmitterIndex(
                    networks.plus(network, there.plus(submitter.domain(), List.copyOf(all))),
                    logins,
                    lengths.plus(network.length()),
                    incomplete);
        }
        return submitter
                .credential()
                .map(own -> logins.plus(key(own.username(), submitter.domain()), submitter))
                .map(more -> new SubmitterIndex(networks, more, lengths, incomplete))
                .orElse(this);
    }

    private SubmitterIndex without(Submitter submitter) {
        if (submitter.network().isPresent()) {
            Network network = submitter.network().get();
            PMap<Domain, List<Submitter>> left = at(network).minus(submitter.domain());
            return new SubmitterIndex(
                    left.isEmpty() ? networks.minus(network) : networks.plus(network, left),
                    logins,
                    lengths,
                    incomplete);
        }
        return submitter
                .credential()
                .map(own -> logins.minus(key(own.username(), submitter.domain())))
                .map(fewer -> new SubmitterIndex(networks, fewer, lengths, incomplete))
                .orElse(this);
    }

    private PMap<Domain, List<Submitter>> at(Network network) {
        return networks.getOrDefault(network, HashTreePMap.empty());
    }

    SubmitterRights rightsOf(InetAddress client) {
        SubmitterRights known = found.get(client);
        if (known != null) {
            return known;
        }
        SubmitterRights rights = find(client);
        if (!rights.isEmpty()) {
            if (found.size() >= MAX_FOUND) {
                found.clear();
            }
            found.put(client, rights);
        }
        return rights;
    }

    private SubmitterRights find(InetAddress client) {
        int width = client.getAddress().length * Byte.SIZE;
        List<Submitter> submitters = new ArrayList<>();
        for (int length : lengths) {
            if (length <= width) {
                at(Network.containing(client, length)).values().forEach(submitters::addAll);
            }
        }
        return new SubmitterRights(submitters, isComplete());
    }

    /** A login is one submitter; once that is found, nothing else adds to its rights. */
    SubmitterRights rightsOf(String login) {
        return submitter(login)
                .map(found -> new SubmitterRights(List.of(found), true))
                .orElseGet(() -> new SubmitterRights(List.of(), isComplete()));
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
        return incomplete == 0;
    }

    private static String key(String username, Domain domain) {
        return username.toLowerCase(Locale.ROOT) + "@" + domain.name();
    }
}
