package io.sealpost.relay.ingress;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * An operator's wish that this relay take no more mail, so that it may be taken away once its queue is empty. It lasts until
 * the process ends; a start takes mail again. For all threads.
 */
@Singleton
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final SmtpMetrics metrics;
    private final AtomicReference<Optional<Instant>> since = new AtomicReference<>(Optional.empty());
    private volatile Runnable closing = () -> {};

    Drain(SmtpMetrics metrics) {
        this.metrics = metrics;
    }

    /** Begins it, if it has not begun: idle and new clients hear 421 4.3.2, transactions under way come to their end. */
    public void begin() {
        if (since.compareAndSet(Optional.empty(), Optional.of(Clock.systemUTC().instant()))) {
            LOG.infof("an operator drains the relay: no more mail is taken connections=%d", connections());
            closing.run();
        }
    }

    /** When it began; empty while mail is taken. */
    public Optional<Instant> since() {
        return since.get();
    }

    /** SMTP clients that are still there. */
    public int connections() {
        return metrics.connections();
    }

    /** What closes the doors. */
    void closeBy(Runnable closes) {
        closing = closes;
    }
}
