package io.sealpost.relay.spool;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/**
 * Names messages, none like another: a name that came twice would put one message in the place of another. For all
 * threads.
 *
 * <p>Within a millisecond the numbers follow each other from one that is drawn by chance, so that relays, and a relay
 * whose clock was set back over a restart, hardly ever meet. While the clock stands still or goes back, the last
 * millisecond goes on.
 */
public final class QueueIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private long millisecond = Long.MIN_VALUE;
    private int first;
    private int number;

    public QueueIds(Clock clock) {
        this.clock = clock;
    }

    /** A new name. */
    public synchronized QueueId next() {
        long now = clock.millis();
        number = (number + 1) % QueueId.PER_MILLISECOND;
        if (now > millisecond) {
            begin(now);
        } else if (number == first) {
            begin(millisecond + 1);
        }
        return QueueId.of(Instant.ofEpochMilli(millisecond), number);
    }

    private void begin(long next) {
        millisecond = next;
        first = RANDOM.nextInt(QueueId.PER_MILLISECOND);
        number = first;
    }
}
