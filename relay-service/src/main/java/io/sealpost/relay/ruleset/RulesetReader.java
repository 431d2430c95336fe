package io.sealpost.relay.ruleset;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealpost.relay.spool.SavedRulesets;
import io.sealpost.relay.spool.Spool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rulesets in force equal to the topic, on a thread of its own.
 *
 * <p>A topic that is missing or made anew is not known until it is read, and the saved copy of its predecessor is void.
 * While Kafka is away, what is in force stays so; if nothing is, the saved copy serves.
 */
@Singleton
class RulesetReader {
    private static final Logger LOG = Logger.getLogger(RulesetReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaClients kafka;
    private final Rulesets rulesets;
    private final StatusPublisher status;
    private final Spool spool;
    private final UnreadableRecords unreadable;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread = new Thread(this::run, "rulesets");
    private volatile boolean stopping;
    private volatile @Nullable Consumer<String, String> reading;

    RulesetReader(KafkaClients kafka, Rulesets rulesets, StatusPublisher status, Spool spool, MeterRegistry meters) {
        this.kafka = kafka;
        this.rulesets = rulesets;
        this.status = status;
        this.spool = spool;
        this.unreadable = new UnreadableRecords(meters.counter("sealpost.rulesets.unreadable"));
    }

    void start() {
        thread.setContextClassLoader(RulesetReader.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread; waits at most 2 s for it. */
    void stop() throws InterruptedException {
        stopping = true;
        Consumer<String, String> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        } else {
            thread.interrupt();
        }
        thread.join(Duration.ofSeconds(2).toMillis());
    }

    private void run() {
        while (!stopping) {
            try {
                readUntilTrouble();
            } catch (RuntimeException e) {
                if (rulesets.reading().state() != Reading.State.FAILING) {
                    LOG.error("reading the rulesets failed; trying again", e);
                }
                note(Reading.failing(e));
            }
            pause();
        }
    }

    private void readUntilTrouble() {
        try {
            readOnce();
        } catch (TopicWatch.TopicMissing e) {
            begin("");
            status.changed();
            note(Reading.missing(TopicFollower.PARTITION.topic()));
        } catch (WakeupException e) {
            LOG.debug("woken up to stop", e);
        } catch (KafkaException | CompletionException e) {
            useSavedCopy();
            note(Reading.away(String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage())));
        }
    }

    private void readOnce() {
        try (TopicWatch watch = new TopicWatch(kafka.admin(), TopicFollower.PARTITION, clock);
                Consumer<String, String> consumer = kafka.consumer()) {
            reading = consumer;
            if (!stopping) {
                begin(watch.first().topicId());
                new TopicFollower(consumer, watch, rulesets, status, unreadable, this::note).follow();
            }
        } finally {
            reading = null;
        }
    }

    /** What came from another topic is in force no more, and never will be again: the copy of it goes, too. */
    private void begin(String topicId) {
        rulesets.beginTopic(topicId);
        SavedRulesets copy = spool.savedRulesets();
        if (copy.head().isPresent() && !SavedCopy.topicId(copy).equals(Optional.of(topicId))) {
            copy.voidCopy();
        }
    }

    private void useSavedCopy() {
        if (rulesets.known().isEmpty()) {
            SavedCopy.read(spool.savedRulesets()).filter(this::isOfPresentTopic).ifPresent(copy -> {
                rulesets.apply(copy);
                LOG.warnf(
                        "the saved copy of the rulesets %s lastContact=%s trustedUntil=%s offset=%d",
                        rulesets.current().isPresent() ? "serves" : "is too old to serve",
                        copy.contactAt(),
                        trustedUntil(),
                        copy.known().offset());
            });
        }
    }

    private String trustedUntil() {
        return rulesets.trustedUntil().map(Instant::toString).orElse("-");
    }

    /** Whether nothing was seen that speaks against the copy, such as another topic or none. */
    private boolean isOfPresentTopic(SavedCopy copy) {
        return rulesets.progress()
                .filter(seen -> !seen.topicId().equals(copy.known().topicId()))
                .isEmpty();
    }

    /** Each change of state is logged once. */
    private void note(Reading now) {
        Reading.State before = rulesets.reading().state();
        rulesets.reading(now);
        if (now.state() != before && !stopping) {
            switch (now.state()) {
                case TOPIC_MISSING ->
                    LOG.errorf("%s: the rules are not known, no mail is taken or delivered", now.detail());
                case KAFKA_AWAY ->
                    LOG.warnf(
                            "Kafka is away; trying again rulesKnown=%s trustedUntil=%s cause=\"%s\"",
                            rulesets.current().isPresent(), trustedUntil(), now.detail());
                case FOLLOWING -> LOG.info("the topic of the rulesets is followed");
                default -> LOG.debugf("reading state=%s", now.state());
            }
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
