package io.sealpost.relay.ruleset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The states of all scopes at one moment. Immutable; a change makes others that share with these whatever it leaves alone. */
final class ScopeStates {
    static final ScopeStates NONE =
            new ScopeStates(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), SubmitterIndex.NONE, 0);

    /** By their names, so that whoever looks for one makes nothing: mostly it is for a recipient, and there is none. */
    private final PMap<String, ScopeState> domains;
    /** Organizations and address lists. */
    private final PMap<Scope, ScopeState> others;
    /** Those of all of them that were not understood. */
    private final PMap<Scope, ScopeState> refused;

    private final SubmitterIndex submitters;
    private final long epoch;

    private ScopeStates(
            PMap<String, ScopeState> domains,
            PMap<Scope, ScopeState> others,
            PMap<Scope, ScopeState> refused,
            SubmitterIndex submitters,
            long epoch) {
        this.domains = domains;
        this.others = others;
        this.refused = refused;
        this.submitters = submitters;
        this.epoch = epoch;
    }

    /** These, with that one in the place of its scope's earlier state. */
    ScopeStates with(ScopeState state) {
        Scope scope = state.scope();
        boolean domain = scope.isDomain();
        return new ScopeStates(
                domain ? domains.plus(scope.id(), state) : domains,
                domain ? others : others.plus(scope, state),
                state.content() instanceof ScopeState.Refused ? refused.plus(scope, state) : refused.minus(scope),
                submitters.with(get(scope), state),
                Math.max(epoch, state.version().epoch()));
    }

    @Nullable ScopeState get(Scope scope) {
        return scope.isDomain() ? domains.get(scope.id()) : others.get(scope);
    }

    @Nullable ScopeState domain(String name) {
        return domains.get(name);
    }

    SubmitterIndex submitters() {
        return submitters;
    }

    /** The highest epoch; 0 while there is none. */
    long epoch() {
        return epoch;
    }

    List<ScopeState> refused() {
        return new ArrayList<>(refused.values());
    }

    Stream<ScopeState> all() {
        return Stream.concat(domains.values().stream(), others.values().stream());
    }
}
