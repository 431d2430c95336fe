package io.sealpost.relay.ruleset;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the states of scopes, record by record; confined to the thread that reads the topic.
 *
 * <p>A record is taken if it is newer by (epoch, revision) than what the table holds, so that a replay changes nothing.
 * One whose version cannot be read is taken in any case, since it comes later in the topic; it keeps the version of its
 * predecessor and gives way to a readable record of that version or a later one.
 */
final class ScopeTable {
    private ScopeStates states = ScopeStates.NONE;
    private RulesetView view = RulesetView.NONE;
    /** What the view does not show yet. */
    private final Set<Scope> changed = new HashSet<>();

    /** Takes a record's value if it is newer; returns what it says, whether taken or not. */
    ScopeState apply(Scope scope, String value) {
        ScopeState read = ScopeParser.parse(scope, value);
        apply(read);
        return read;
    }

    /** Takes a state if it is newer. */
    void apply(ScopeState read) {
        @Nullable ScopeState held = states.get(read.scope());
        if (held == null) {
            take(read);
        } else if (read.isUnversioned()) {
            take(read.inPlaceOf(held));
        } else if (read.version().isNewerThan(held.version())
                || (held.isUnversioned() && read.version().equals(held.version()))) {
            take(read);
        }
    }

    /** All that was taken so far. */
    RulesetView view() {
        if (!changed.isEmpty()) {
            view = view.after(states, changed);
            changed.clear();
        }
        return view;
    }

    private void take(ScopeState state) {
        states = states.with(state);
        changed.add(state.scope());
    }
}
