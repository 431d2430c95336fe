package io.sealpost.relay.ruleset;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealpost.relay.spool.Spool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rulesets in force equal to the topic, on a thread of its own.
 *
 * <p>A topic that is missing or made anew is not known until it is read. While Kafka is away, what is in force stays so;
 * if nothing is, the saved copy serves.
 */
@Singleton
class RulesetReader {
    private static final Logger LOG = Logger.getLogger(RulesetReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaClients kafka;
    private final Rulesets rulesets;
    private final StatusPublisher status;
    private final Spool spool;
    private final Runnable unreadable;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread = new Thread(this::run, "rulesets");
    private volatile boolean stopping;
    private volatile @Nullable Consumer<String, String> reading;
    private String lastTrouble = "";

    RulesetReader(KafkaClients kafka, Rulesets rulesets, StatusPublisher status, Spool spool, MeterRegistry meters) {
        this.kafka = kafka;
        this.rulesets = rulesets;
        this.status = status;
        this.spool = spool;
        this.unreadable = meters.counter("sealpost.rulesets.unreadable")::increment;
    }

    void start() {
        thread.setContextClassLoader(RulesetReader.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread; waits at most 5 s for it. */
    void stop() throws InterruptedException {
        stopping = true;
        Consumer<String, String> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        } else {
            thread.interrupt();
        }
        thread.join(Duration.ofSeconds(5).toMillis());
    }

    private void run() {
        while (!stopping) {
            try {
                readOnce();
                lastTrouble = "";
            } catch (TopicWatch.TopicMissing e) {
                rulesets.beginTopic("");
                status.changed();
                trouble("rules are not known", e);
            } catch (WakeupException e) {
                LOG.debug("woken up to stop", e);
            } catch (KafkaException | CompletionException e) {
                useSavedCopy();
                trouble("Kafka is away", e);
            } catch (RuntimeException e) {
                LOG.error("reading the rulesets failed; trying again", e);
            }
            pause();
        }
    }

    private void readOnce() {
        try (TopicWatch watch = new TopicWatch(kafka.admin(), TopicFollower.PARTITION, clock);
                Consumer<String, String> consumer = kafka.consumer()) {
            reading = consumer;
            if (!stopping) {
                new TopicFollower(consumer, watch, rulesets, status, unreadable).follow();
            }
        } finally {
            reading = null;
        }
    }

    private void useSavedCopy() {
        if (rulesets.known().isEmpty()) {
            spool.savedRulesets()
                    .flatMap(SavedCopy::decode)
                    .filter(this::isOfPresentTopic)
                    .ifPresent(copy -> {
                        rulesets.contact(copy.contactAt());
                        rulesets.apply(copy.known());
                        LOG.warnf(
                                "the saved copy of the rulesets serves lastContact=%s offset=%d",
                                copy.contactAt(), copy.known().offset());
                    });
        }
    }

    /** Whether nothing was seen that speaks against the copy, such as another topic or none. */
    private boolean isOfPresentTopic(SavedCopy copy) {
        return rulesets.progress()
                .filter(seen -> !seen.topicId().equals(copy.known().topicId()))
                .isEmpty();
    }

    private void trouble(String what, RuntimeException why) {
        Throwable cause = why.getCause() == null ? why : why.getCause();
        String text = what + "; trying again cause=" + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (!stopping && !text.equals(lastTrouble)) {
            LOG.warn(text);
            lastTrouble = text;
        }
    }

    private void pause() {
        try {
            if (!stopping) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("woken up", e);
        }
    }
}
