package io.sealpost.rules.change;

import io.sealpost.rules.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
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
        ScopeState state = locked(scope);
        if (state == null) {
            make(List.of(scope));
            state = Objects.requireNonNull(locked(scope));
        }
        return new Change(revisions, state, deletions, clock);
    }

    /** Locks all these scopes, so that this transaction then opens each of them without asking the database. */
    public void lock(Collection<Scope> scopes) {
        make(scopes);
        database.createQuery("from ScopeState where key in :keys order by key", ScopeState.class)
                .setParameter("keys", scopes.stream().map(Scope::key).toList())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
    }

    private void make(Collection<Scope> scopes) {
        database.createNativeQuery("insert into scopes (scope, deleted, changed_by, changed_at) "
                        + "select scope, true, '', now() from unnest(:scopes) as scope order by scope "
                        + "on conflict do nothing")
                .setParameter("scopes", scopes.stream().map(Scope::key).toArray(String[]::new))
                .setFlushMode(FlushModeType.COMMIT)
                .executeUpdate();
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
        return database.createQuery("select revision from ScopeState where key = :key and not deleted", Long.class)
                .setParameter("key", scope.key())
                .getResultStream()
                .findFirst()
                .map(revision -> new ScopeRevision(scope, revision))
                .orElseThrow(() -> missing(scope).asException());
    }

    /**
     * Reads it with the lock, unless this transaction did that before. No writer keeps a state that it read without, for
     * that may have changed.
     */
    private @Nullable ScopeState locked(Scope scope) {
        return database.find(ScopeState.class, scope.key(), LockModeType.PESSIMISTIC_WRITE);
    }

    private static Problem missing(Scope scope) {
        return new Problem.NotFound(scope.kind().word(), scope.id());
    }
}
