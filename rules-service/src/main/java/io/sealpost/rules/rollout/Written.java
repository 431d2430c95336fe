package io.sealpost.rules.rollout;

import io.sealpost.rules.change.ScopeRevision;
import io.sealpost.rules.problem.IfMatch;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A write that is committed, and what its answer is to say.
 *
 * @param status the answer's status unless the change is still pending
 * @param body null where there is nothing left to show
 * @param change the scope's revision that holds the write
 */
public record Written(
        int status,
        @Nullable Object body,
        ScopeRevision change,
        @Nullable URI location,
        @Nullable String etag) {

    /** Something new that can be found at {@code location}. */
    public static Written created(Object body, ScopeRevision change, String location, long revision) {
        return new Written(201, body, change, URI.create(location), IfMatch.etag(revision));
    }

    public static Written replaced(Object body, ScopeRevision change, long revision) {
        return new Written(200, body, change, null, IfMatch.etag(revision));
    }

    public static Written deleted(ScopeRevision change) {
        return new Written(204, null, change, null, null);
    }
}
