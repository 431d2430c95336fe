package io.sealpost.relay.ruleset;

import io.sealpost.relay.spool.Spool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Saves the rulesets into the spool: within a second of a change, however many changes it had, and from time to time
 * when there is none, since the copy is worth nothing once its last contact is too long ago.
 */
@Singleton
class CopySaver {
    private static final Logger LOG = Logger.getLogger(CopySaver.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Rulesets rulesets;
    private final Spool spool;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "rulesets-copy"));
    private @Nullable Known saved;
    private Instant savedContact = Instant.EPOCH;

    CopySaver(Rulesets rulesets, Spool spool) {
        this.rulesets = rulesets;
        this.spool = spool;
    }

    void start() {
        Future<?> unused = executor.scheduleWithFixedDelay(
                this::saveIfDue, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Saves what has changed since the last time, and nothing more; waits 3 s at most for it: whether it has ended. */
    boolean stop() throws InterruptedException {
        executor.execute(this::saveIfDue);
        executor.shutdown();
        return executor.awaitTermination(3, TimeUnit.SECONDS);
    }

    private void saveIfDue() {
        Optional<Known> known = rulesets.known();
        Instant contact = rulesets.lastContact();
        if (known.isEmpty() || (known.get().equals(saved) && contact.isBefore(savedContact.plus(REFRESH)))) {
            return;
        }
        try {
            new SavedCopy(known.get(), contact).write(spool.savedRulesets(), saved);
            saved = known.get();
            savedContact = contact;
            voidIfOfAnotherTopic(known.get());
        } catch (RuntimeException e) {
            LOG.error("the rulesets could not be saved; trying again", e);
        }
    }

    /** The topic may have gone, and the copy have been voided, while this one was being written. */
    private void voidIfOfAnotherTopic(Known written) {
        if (rulesets.known()
                .filter(present -> present.topicId().equals(written.topicId()))
                .isEmpty()) {
            spool.savedRulesets().voidCopy();
            saved = null;
        }
    }
}
