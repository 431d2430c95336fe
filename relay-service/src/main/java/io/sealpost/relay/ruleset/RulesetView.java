package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
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
    private static final int MAX_CHEAP = 4096;

    static final RulesetView NONE = new RulesetView(ScopeStates.NONE, Map.of(), Map.of());

    private final ScopeStates states;
    /** What was found out of domains with many rules: it took long. */
    private final ConcurrentMap<Domain, DomainKnowledge> costly;
    /** The same of some of the others; emptied when it is full. */
    private final ConcurrentMap<Domain, DomainKnowledge> cheap;

    private RulesetView(ScopeStates states, Map<Domain, DomainKnowledge> costly, Map<Domain, DomainKnowledge> cheap) {
        this.states = states;
        this.costly = new ConcurrentHashMap<>(costly);
        this.cheap = new ConcurrentHashMap<>(cheap);
    }

    /**
     * The view of later states. What was found out of domains holds on, unless it is they that changed or something that
     * belongs to several.
     *
     * @param changed all scopes whose states are others than here
     */
    RulesetView after(ScopeStates later, Set<Scope> changed) {
        if (!changed.stream().allMatch(Scope::isDomain)) {
            return new RulesetView(later, Map.of(), Map.of());
        }
        RulesetView view = new RulesetView(later, costly, cheap);
        for (Scope scope : changed) {
            Domain domain = new Domain(scope.id());
            view.costly.remove(domain);
            view.cheap.remove(domain);
        }
        return view;
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
        DomainKnowledge known = cheap.get(name);
        if (known == null) {
            known = costly.get(name);
        }
        return known == null ? find(name) : known;
    }

    private DomainKnowledge find(Domain name) {
        @Nullable ScopeState state = states.domain(name.name());
        if (state == null || state.content() instanceof ScopeState.Deleted) {
            return FOREIGN;
        }
        if (state.content() instanceof ScopeState.HostedScope hosted) {
            DomainKnowledge knowledge = new Chain(name, hosted).knowledge();
            keep(name, knowledge);
            return knowledge;
        }
        return DomainKnowledge.NotKnown.refused(state.scope());
    }

    private void keep(Domain name, DomainKnowledge knowledge) {
        if (knowledge instanceof DomainKnowledge.Hosted known
                && known.domain().rules().size() > MANY_RULES) {
            costly.put(name, knowledge);
            return;
        }
        if (cheap.size() >= MAX_CHEAP) {
            cheap.clear();
        }
        cheap.put(name, knowledge);
    }

    /** All scopes that are held, in the order of their names. */
    public List<CachedScope> scopes() {
        return states.all()
                .map(CachedScope::of)
                .sorted(Comparator.comparing(CachedScope::scope))
                .toList();
    }

    /** One scope, by its key; empty if none is held. */
    public Optional<CachedScope> scope(String name) {
        return Scope.parse(name).map(states::get).map(CachedScope::of);
    }

    /** The value of a scope's record, as it stands on the topic; empty if none is held. */
    public Optional<String> record(String scope) {
        return Scope.parse(scope).map(states::get).map(state -> state.value().text());
    }

    /** What a client may do by its network; domains whose rules are not known are among them. */
    public SubmitterRights rightsOf(InetAddress client) {
        return states.submitters().rightsOf(client);
    }

    /** What a client may do by its login, {@code name@domain}. */
    public SubmitterRights rightsOf(String login) {
        return states.submitters().rightsOf(login);
    }

    /** Who logs in by that name; empty if it is nobody's. */
    public Optional<Submitter> submitter(String login) {
        return states.submitters().submitter(login);
    }

    /** Whether the submitters of all domains could be read. */
    public boolean tellsAllSubmitters() {
        return states.submitters().isComplete();
    }

    /** Scopes that were not understood. */
    List<ScopeState> refused() {
        return states.refused();
    }

    /** The highest epoch; 0 while there is none. */
    long epoch() {
        return states.epoch();
    }

    ScopeStates states() {
        return states;
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
                @Nullable ScopeState state = states.get(scope);
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
            ListedRules listed = new ListedRules(states);
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
