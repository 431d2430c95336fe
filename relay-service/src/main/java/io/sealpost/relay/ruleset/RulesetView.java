package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rulesets as they stood at one moment: immutable, shared by all threads, swapped as a whole.
 *
 * <p>What applies to a domain is found by climbing its chain of organizations. Where a link is missing, deleted, refused
 * or leads back to itself, the domain is not known: half a chain would be half the rules. So it is where a rule that is
 * on names an address list of which the chain, from the rule's own organization upwards, has none that is known; a list
 * further down never stands in for it, lest a customer empty a rule of its provider.
 */
public final class RulesetView {
    private static final DomainKnowledge FOREIGN = new DomainKnowledge.Foreign();
    private static final int MANY_RULES = 50;
    private static final int MAX_FOUND = 4096;

    /** By their names, so that whoever looks for one makes nothing: mostly it is for a recipient, and there is none. */
    private final Map<String, ScopeState> domains = new HashMap<>();
    /** Organizations and address lists. */
    private final Map<Scope, ScopeState> others = new HashMap<>();

    private final SubmitterIndex submitters;
    /** What was found out of domains: of all with many rules, and of the first to be asked for that have few. */
    private final ConcurrentMap<Domain, DomainKnowledge> found = new ConcurrentHashMap<>();

    RulesetView(Map<Scope, ScopeState> states) {
        states.forEach((scope, state) -> {
            if (scope.isDomain()) {
                domains.put(scope.id(), state);
            } else {
                others.put(scope, state);
            }
        });
        this.submitters = SubmitterIndex.of(domains.values());
    }

    /**
     * The view of these records.
     *
     * @param records values as on {@code sealpost.rulesets}, by their keys
     */
    public static RulesetView of(Map<String, String> records) {
        ScopeTable table = new ScopeTable();
        records.forEach((key, value) -> Scope.parse(key).ifPresent(scope -> table.apply(scope, value)));
        return table.view();
    }

    public DomainKnowledge domain(Domain name) {
        DomainKnowledge known = found.get(name);
        return known == null ? find(name) : known;
    }

    private DomainKnowledge find(Domain name) {
        ScopeState state = domains.get(name.name());
        if (state == null || state.content() instanceof ScopeState.Deleted) {
            return FOREIGN;
        }
        if (state.content() instanceof ScopeState.HostedScope hosted) {
            DomainKnowledge knowledge = new Chain(name, hosted).knowledge();
            if (found.size() < MAX_FOUND
                    || (knowledge instanceof DomainKnowledge.Hosted known
                            && known.domain().rules().size() > MANY_RULES)) {
                found.put(name, knowledge);
            }
            return knowledge;
        }
        return DomainKnowledge.NotKnown.refused(state.scope());
    }

    /** All scopes that are held, in the order of their names. */
    public List<CachedScope> scopes() {
        return states().map(CachedScope::of)
                .sorted(Comparator.comparing(CachedScope::scope))
                .toList();
    }

    /** One scope, by its key; empty if none is held. */
    public Optional<CachedScope> scope(String name) {
        return Scope.parse(name)
                .map(scope -> scope.isDomain() ? domains.get(scope.id()) : others.get(scope))
                .map(CachedScope::of);
    }

    /** What a client may do by its network; domains whose rules are not known are among them. */
    public SubmitterRights rightsOf(InetAddress client) {
        return submitters.rightsOf(client);
    }

    /** What a client may do by its login, {@code name@domain}. */
    public SubmitterRights rightsOf(String login) {
        return submitters.rightsOf(login);
    }

    /** Who logs in by that name; empty if it is nobody's. */
    public Optional<Submitter> submitter(String login) {
        return submitters.submitter(login);
    }

    /** Whether the submitters of all domains could be read. */
    public boolean tellsAllSubmitters() {
        return submitters.isComplete();
    }

    /** Scopes that were not understood. */
    List<ScopeState> refused() {
        return states().filter(state -> state.content() instanceof ScopeState.Refused)
                .toList();
    }

    /** The highest epoch; 0 while there is none. */
    long epoch() {
        return states().mapToLong(state -> state.version().epoch()).max().orElse(0);
    }

    Stream<ScopeState> states() {
        return Stream.concat(domains.values().stream(), others.values().stream());
    }

    /** The climb from a domain to its topmost organization. */
    private final class Chain {
        private final Domain name;
        private final ScopeState.HostedScope domain;
        private final Deque<ScopeState.Organization> organizations = new ArrayDeque<>();

        Chain(Domain name, ScopeState.HostedScope domain) {
            this.name = name;
            this.domain = domain;
        }

        DomainKnowledge knowledge() {
            Set<Scope> seen = new HashSet<>();
            Optional<Scope> next = Optional.of(domain.parent());
            while (next.isPresent()) {
                Scope scope = next.get();
                @Nullable ScopeState state = others.get(scope);
                if (state != null && state.content() instanceof ScopeState.Refused) {
                    return DomainKnowledge.NotKnown.refused(scope);
                }
                if (state == null
                        || !(state.content() instanceof ScopeState.Organization organization)
                        || !seen.add(scope)) {
                    return DomainKnowledge.NotKnown.missing(scope);
                }
                organizations.addFirst(organization);
                next = organization.parent();
            }
            ListedRules listed = new ListedRules(others);
            organizations.forEach(listed::enter);
            listed.add(domain.rules());
            return listed.obstacle().orElseGet(() -> new DomainKnowledge.Hosted(hosted(listed.rules())));
        }

        private HostedDomain hosted(List<Rule> rules) {
            Optional<String> contact = fromNearest(ScopeState.Organization::contact);
            Optional<String> locale = domain.locale().or(() -> fromNearest(ScopeState.Organization::locale));
            return new HostedDomain(
                    name,
                    domain.parent().id(),
                    contact,
                    locale,
                    domain.inboundHost(),
                    new Policy(rules),
                    Policy.ofIncoming(rules));
        }

        private Optional<String> fromNearest(Function<ScopeState.Organization, Optional<String>> property) {
            Iterable<ScopeState.Organization> upwards = organizations::descendingIterator;
            for (ScopeState.Organization organization : upwards) {
                Optional<String> value = property.apply(organization);
                if (value.isPresent()) {
                    return value;
                }
            }
            return Optional.empty();
        }
    }
}
