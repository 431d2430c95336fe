package io.sealpost.relay.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * What earlier rounds say to the verdict on this one.
 *
 * @param sinceFirstAttempt how long ago the recipient was first tried; zero in the first round
 * @param rounds rounds before this one
 * @param onlyTlsFailures whether each of those failed on TLS at one address at least and otherwise only on the network
 */
public record History(Duration sinceFirstAttempt, int rounds, boolean onlyTlsFailures) {
    /** Before the first round. */
    public static final History NONE = new History(Duration.ZERO, 0, true);

    public History {
        Objects.requireNonNull(sinceFirstAttempt);
    }
}
