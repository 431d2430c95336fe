package io.sealpost.relay.ruleset;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.relay.spool.Spool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Starts and stops the threads of this room.
 *
 * <p>A relay that stops with an empty spool, without mail or events, owes nobody anything: it retires. It voids its saved
 * copy, so that it can never come back with old rules behind the back of those who no longer wait for it, and only then
 * says goodbye. While Kafka is away, and where the copy may still be being written, the relay stays registered and keeps
 * the copy; where the goodbye is not acknowledged, it stays registered without one.
 */
@Singleton
class RulesetLifecycle {
    /** After all rooms that take or deliver mail. */
    private static final int LAST = 10_000;

    private static final Logger LOG = Logger.getLogger(RulesetLifecycle.class);

    private final RulesetReader reader;
    private final StatusPublisher status;
    private final CopySaver saver;
    private final Spool spool;

    RulesetLifecycle(RulesetReader reader, StatusPublisher status, CopySaver saver, Spool spool) {
        this.reader = reader;
        this.status = status;
        this.saver = saver;
        this.spool = spool;
    }

    void start(@Observes StartupEvent event) {
        status.start();
        reader.start();
        saver.start();
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event) throws InterruptedException {
        reader.stop();
        boolean saved = saver.stop();
        if (!spool.isEmpty()) {
            LOG.infof(
                    "stopping with mail or events in the spool; the relay stays registered eventsWaiting=%d",
                    spool.outbox().size());
            status.stop();
        } else if (!saved) {
            LOG.warn("saving the rulesets takes too long; the relay stays registered");
            status.stop();
        } else if (!status.isHeard()) {
            LOG.warn("stopping while Kafka is away; the relay stays registered");
            status.stop();
        } else {
            retire();
        }
    }

    private void retire() {
        spool.savedRulesets().voidCopy();
        try {
            status.goodbye();
            LOG.info("the relay has retired");
        } catch (KafkaException | CompletionException e) {
            LOG.warnf("the goodbye was not acknowledged; the relay stays registered cause=%s", e.getMessage());
            status.stop();
        }
    }
}
