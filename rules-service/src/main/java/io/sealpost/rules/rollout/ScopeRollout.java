package io.sealpost.rules.rollout;

import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import io.sealpost.rules.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says whether the present state of a scope is in force, asked at any time. */
@ApplicationScoped
class ScopeRollout {

    /** So long relays may take to be heard, also where the caller names a shorter time or none. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Changes changes;
    private final Waits waits;

    ScopeRollout(Changes changes, Waits waits) {
        this.changes = changes;
        this.waits = waits;
    }

    /**
     * The rollout of a scope.
     *
     * @param key of the scope
     * @param missing what is thrown for a text that is no key
     * @param wait how long to wait until it is complete, as it was sent
     */
    Uni<Rollout> of(String key, Problem missing, @Nullable String wait) {
        Duration most = WaitTime.parse(wait)
                .filter(longer -> longer.compareTo(MOMENT) > 0)
                .orElse(MOMENT);
        ScopeRevision present;
        try {
            present = changes.present(Scope.ofKey(key));
        } catch (IllegalArgumentException noKey) {
            throw missing.asException();
        }
        return waits.until(present, most);
    }
}
