package io.sealpost.relay.route;

import io.sealpost.relay.mail.EnhancedStatus;
import java.util.List;
import java.util.function.Function;

/** What routing found for a recipient domain. */
public sealed interface Route {
    /**
     * Addresses in the order in which to try them; at least one.
     *
     * @param targets to try, best first
     * @param truncated whether a limit left addresses out: then no verdict may rest on all of them having been tried
     * @param unresolved hosts whose address lookup failed for now, with why; they count as NET
     */
    record Targets(List<Target> targets, boolean truncated, List<LookupFailure> unresolved) implements Route {
        public Targets {
            targets = List.copyOf(targets);
            unresolved = List.copyOf(unresolved);
        }
    }

    /** The answer is that there is none: 5.1.2 no such domain, 5.4.4 no address, 5.1.10 null MX, 5.4.6 only ourselves. */
    record Unroutable(EnhancedStatus status, String reason) implements Route {
        /** Whether mail would come back to us. */
        public boolean isLoop() {
            return status.equals(MxPlan.LOOP);
        }
    }

    /** No answer for now: 4.4.3. */
    record LookupFailed(LookupFailure failure) implements Route {}

    /**
     * A lookup that failed for now.
     *
     * @param name what was looked up
     * @param reason such as SERVFAIL or timeout
     */
    record LookupFailure(String name, String reason) {}

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(
            Function<Targets, T> targets, Function<Unroutable, T> unroutable, Function<LookupFailed, T> failed) {
        if (this instanceof Targets value) {
            return targets.apply(value);
        }
        if (this instanceof Unroutable value) {
            return unroutable.apply(value);
        }
        return failed.apply((LookupFailed) this);
    }
}
