package io.sealpost.relay.ruleset;

import java.util.HashMap;
import java.util.Map;

/**
 * Gathers the states of scopes, record by record; confined to the thread that reads the topic.
 *
 * <p>A record is taken if it is newer by (epoch, revision) than what the table holds, so that a replay changes nothing.
 * One whose version cannot be read is taken in any case, since it comes later in the topic; it keeps the version of its
 * predecessor and gives way to a readable record of that version or a later one.
 */
final class ScopeTable {
    private final Map<Scope, ScopeState> states = new HashMap<>();

    /** Takes a record's value if it is newer; returns what it says, whether taken or not. */
    ScopeState apply(Scope scope, String value) {
        ScopeState read = ScopeParser.parse(scope, value);
        apply(read);
        return read;
    }

    /** Takes a state if it is newer. */
    void apply(ScopeState read) {
        Scope scope = read.scope();
        ScopeState held = states.get(scope);
        if (held == null) {
            states.put(scope, read);
        } else if (read.isUnversioned()) {
            states.put(scope, read.inPlaceOf(held));
        } else if (read.version().isNewerThan(held.version())
                || (held.isUnversioned() && read.version().equals(held.version()))) {
            states.put(scope, read);
        }
    }

    RulesetView view() {
        return new RulesetView(states);
    }
}
