package io.sealpost.rules.rollout;

import io.sealpost.rules.access.Caller;
import io.sealpost.rules.problem.IfMatch;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a write says besides its body.
 *
 * @param waitFor as {@link WaitTime} reads it
 * @param strict whether a write without a condition is refused
 */
public record Write(
        @QueryParam("wait") @Nullable String waitFor,
        @QueryParam("strict") @Nullable String strict,
        @HeaderParam("If-Match") @Nullable String ifMatch,
        @Context SecurityContext security) {

    public IfMatch condition() {
        return IfMatch.of(ifMatch, strict);
    }

    public Optional<Duration> time() {
        return WaitTime.parse(waitFor);
    }

    public String by() {
        return Caller.of(security);
    }
}
