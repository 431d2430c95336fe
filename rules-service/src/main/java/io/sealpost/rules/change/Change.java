package io.sealpost.rules.change;

import io.sealpost.rules.problem.Problem;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A scope that is being changed: its row is locked until the transaction ends. */
public final class Change {

    /** Half of what the topic takes, so that a state never fails to be published. */
    static final long LARGEST = 8L << 20;

    private final Revisions revisions;
    private final ScopeState state;
    private final Event<ScopeDeleted> deletions;
    private final Clock clock;

    Change(Revisions revisions, ScopeState state, Event<ScopeDeleted> deletions, Clock clock) {
        this.revisions = revisions;
        this.state = state;
        this.deletions = deletions;
        this.clock = clock;
    }

    public Scope scope() {
        return Scope.ofKey(state.key);
    }

    /** The scope as it stands, which is what a write that changes nothing has to wait for. */
    public ScopeRevision present() {
        return new ScopeRevision(scope(), state.revision);
    }

    /** Whether it is to be made: nothing has this name now. */
    public boolean isNew() {
        return state.deleted;
    }

    /** Whether nothing that counts belongs to it: no rule, no submitter, no entry. */
    public boolean isEmpty() {
        return state.size == 0;
    }

    /** When the scope changed last; after the revision was drawn, by this change. */
    public Instant at() {
        return state.changedAt;
    }

    /** Counts bytes that the published state gains or loses; refuses what would make it too large. */
    public void grow(long bytes) {
        long size = state.size + bytes;
        if (bytes > 0 && size > LARGEST) {
            throw new Problem.ScopeTooLarge(state.key, size, LARGEST).asException();
        }
        state.size = size;
    }

    /** Draws the revision of this change, and wakes the publisher after the commit. */
    public ScopeRevision revise(String changedBy) {
        state.deleted = false;
        return draw(changedBy);
    }

    /** As {@link #revise}, for the end of the scope. */
    public ScopeRevision delete(String changedBy) {
        state.deleted = true;
        state.size = 0;
        deletions.fire(new ScopeDeleted(scope(), changedBy));
        return draw(changedBy);
    }

    private ScopeRevision draw(String changedBy) {
        state.revision = revisions.above(state.revision);
        state.changedBy = changedBy;
        state.changedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return present();
    }
}
