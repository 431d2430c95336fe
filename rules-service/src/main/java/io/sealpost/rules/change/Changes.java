package io.sealpost.rules.change;

import io.sealpost.rules.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens scopes for a change. Every call blocks, needs a transaction, and waits for other writers of the scope. */
@ApplicationScoped
public class Changes {

    /** Channel of NOTIFY on which changed scopes are told. */
    public static final String CHANNEL = "sealpost_changed";

    private final EntityManager database;
    private final Revisions revisions;
    private final Event<ScopeDeleted> deletions;
    private final Clock clock;

    Changes(EntityManager database, Revisions revisions, Event<ScopeDeleted> deletions, Clock clock) {
        this.database = database;
        this.revisions = revisions;
        this.deletions = deletions;
        this.clock = clock;
    }

    /** Locks the scope; makes its row where it has none yet. */
    public Change open(Scope scope) {
        database.createNativeQuery("insert into scopes (scope, deleted, changed_by, changed_at) "
                        + "values (:scope, true, '', now()) on conflict do nothing")
                .setParameter("scope", scope.key())
                .setFlushMode(FlushModeType.COMMIT)
                .executeUpdate();
        return new Change(revisions, Objects.requireNonNull(locked(scope)), deletions, clock);
    }

    /** Locks the scope; throws {@link Problem.NotFound} where there is none. */
    public Change existing(Scope scope) {
        ScopeState state = locked(scope);
        if (state == null || state.deleted) {
            throw missing(scope).asException();
        }
        return new Change(revisions, state, deletions, clock);
    }

    /** The scope as it stands; locks nothing. Throws {@link Problem.NotFound} where there is none. */
    public ScopeRevision present(Scope scope) {
        ScopeState state = database.find(ScopeState.class, scope.key());
        if (state == null || state.deleted) {
            throw missing(scope).asException();
        }
        return new ScopeRevision(scope, state.revision);
    }

    /** Reads it anew with the lock, unless this transaction had that before: what was read without may have changed. */
    private @Nullable ScopeState locked(Scope scope) {
        ScopeState state = database.find(ScopeState.class, scope.key());
        if (state != null && database.getLockMode(state) != LockModeType.PESSIMISTIC_WRITE) {
            database.refresh(state, LockModeType.PESSIMISTIC_WRITE);
        }
        return state;
    }

    private static Problem missing(Scope scope) {
        return new Problem.NotFound(scope.kind().word(), scope.id());
    }
}
