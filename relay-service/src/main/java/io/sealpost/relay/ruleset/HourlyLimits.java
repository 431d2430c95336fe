package io.sealpost.relay.ruleset;

/** How much a relay takes within an hour. */
public record HourlyLimits(int messages, int recipients) {
    /** Where a record sets none. */
    static final HourlyLimits NONE = new HourlyLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);
}
