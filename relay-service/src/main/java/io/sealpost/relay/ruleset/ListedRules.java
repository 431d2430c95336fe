package io.sealpost.relay.ruleset;

import io.sealpost.relay.policy.AddressList;
import io.sealpost.relay.policy.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rules of a chain from the top and puts address lists in the places of their names: of each name the one
 * nearest to the rule, from its own organization upwards.
 */
final class ListedRules {
    private final ScopeStates states;
    private final Deque<Scope> organizations = new ArrayDeque<>();
    private final List<Rule> rules = new ArrayList<>();
    private @Nullable DomainKnowledge obstacle;

    ListedRules(ScopeStates states) {
        this.states = states;
    }

    /** Goes down to this organization and takes its rules. */
    void enter(ScopeState.Organization organization) {
        organizations.push(organization.scope());
        add(organization.rules());
    }

    /** Takes rules that see the lists of all organizations so far. */
    void add(List<Rule> added) {
        for (Rule rule : added) {
            rules.add(rule.lists().isEmpty() ? rule : resolved(rule));
        }
    }

    List<Rule> rules() {
        return rules;
    }

    /** Why not all of these rules can be enforced; empty where they can. */
    Optional<DomainKnowledge> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    private Rule resolved(Rule rule) {
        Map<String, AddressList> lists = new HashMap<>();
        for (String name : rule.lists()) {
            nearest(name).ifPresent(list -> lists.put(name, list));
        }
        return rule.withLists(lists);
    }

    private Optional<AddressList> nearest(String name) {
        for (Scope organization : organizations) {
            ScopeState state = states.get(organization.list(name));
            if (state != null && state.content() instanceof ScopeState.Addresses addresses) {
                return Optional.of(addresses.list());
            }
            if (state != null && state.content() instanceof ScopeState.Refused) {
                obstacle = DomainKnowledge.NotKnown.refused(state.scope());
                return Optional.empty();
            }
        }
        if (obstacle == null && !organizations.isEmpty()) {
            obstacle = DomainKnowledge.NotKnown.missing(organizations.getFirst().list(name));
        }
        return Optional.empty();
    }
}
