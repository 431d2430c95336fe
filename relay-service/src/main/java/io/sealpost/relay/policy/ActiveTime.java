package io.sealpost.relay.policy;

import java.time.Instant;

/**
 * When a rule that is switched on is in force.
 *
 * @param from its first moment
 * @param until the first moment at which it is over
 */
public record ActiveTime(Instant from, Instant until) {
    /** At all times. */
    public static final ActiveTime ALWAYS = new ActiveTime(Instant.MIN, Instant.MAX);

    public ActiveTime {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a rule that ends before it begins is never in force");
        }
    }

    boolean includes(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
