package io.sealpost.relay.outcome;

import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.Stop;
import java.util.Optional;

/** What would have become of a delivery that took place, had its monitored rules been enforced. */
public enum TrialOutcome {
    /** It would have taken place all the same. */
    PASSED("wouldHavePassed"),
    /** The session over which it took place is not as demanded. */
    BOUNCED("wouldHaveBounced"),
    /** A rule would have refused the mail. */
    REJECTED("wouldHaveBeenRejected"),
    /** A rule would have held the mail. */
    HELD("wouldHaveBeenHeld"),
    /** The relay could not find out. */
    UNKNOWN("unknown");

    private final String word;

    TrialOutcome(String word) {
        this.word = word;
    }

    /**
     * The outcome.
     *
     * @param stop what would have kept the mail from being relayed
     * @param session the judgement of the session over which it was
     */
    public static TrialOutcome of(Optional<Stop> stop, Judgement session) {
        return stop.map(would -> would.match(reject -> REJECTED, hold -> HELD)).orElseGet(() -> of(session));
    }

    private static TrialOutcome of(Judgement session) {
        if (session.isGood()) {
            return PASSED;
        }
        return session.failsForUs() ? UNKNOWN : BOUNCED;
    }

    public String word() {
        return word;
    }
}
