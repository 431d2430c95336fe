package io.sealpost.relay.ruleset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Tells on {@code sealpost.relay-status} how far this relay is: every second, right after each change, and a goodbye.
 *
 * <p>One thread of its own sends one record at a time and waits for the acknowledgement, so nobody else ever waits for
 * Kafka, and a status that could not be sent is replaced by a fresh one instead of being sent late.
 */
@Singleton
class StatusPublisher {
    private static final Logger LOG = Logger.getLogger(StatusPublisher.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration HEARD = Duration.ofSeconds(10);

    private final Rulesets rulesets;
    private final RelayStatus status;
    private final StatusTopic topic;
    private final UsedUpQuotas usedUp;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "relay-status"));
    private volatile Instant heardAt = Instant.EPOCH;
    /** The executor's thread alone uses these. */
    private boolean failing;

    private boolean retired;

    @Inject
    StatusPublisher(Rulesets rulesets, UsedUpQuotas usedUp, StatusTopic topic, RulesetSettings settings) {
        this(rulesets, usedUp, topic, settings.relay(), settings.adminUrl());
    }

    StatusPublisher(Rulesets rulesets, UsedUpQuotas usedUp, StatusTopic topic, String relay, String adminUrl) {
        this.rulesets = rulesets;
        this.usedUp = usedUp;
        this.topic = topic;
        this.status = new RelayStatus(relay, adminUrl, rulesets.maxStaleness());
    }

    void start() {
        executor.execute(() -> Thread.currentThread().setContextClassLoader(StatusPublisher.class.getClassLoader()));
        Future<?> unused = executor.scheduleWithFixedDelay(
                this::publishQuietly, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends the present status and waits until Kafka has it; a {@link KafkaException} if it has not. */
    void announce() {
        await(CompletableFuture.runAsync(this::publish, executor), PATIENCE);
    }

    /** Sends the present status as soon as may be. Does not block. */
    void changed() {
        if (due.compareAndSet(false, true)) {
            executor.execute(() -> {
                due.set(false);
                publishQuietly();
            });
        }
    }

    /** Whether Kafka took a status in the last seconds. */
    boolean isHeard() {
        return clock.instant().isBefore(heardAt.plus(HEARD));
    }

    /** Sends the goodbye and waits for it, for some seconds; nothing is sent afterwards. */
    void goodbye() {
        await(CompletableFuture.runAsync(this::retire, executor), GOODBYE_PATIENCE);
        stop();
    }

    /** Sends nothing more. */
    void stop() {
        executor.shutdownNow();
        topic.close();
    }

    private static void await(CompletableFuture<Void> sent, Duration patience) {
        try {
            sent.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new KafkaException("the relay's status was not acknowledged in time", e);
            }
            throw e;
        }
    }

    private void retire() {
        retired = true;
        topic.send(status.relay(), status.retired(clock.instant()));
    }

    private void publish() {
        Optional<Progress> progress = rulesets.progress();
        if (progress.isPresent() && !retired) {
            topic.send(status.relay(), status.active(progress.get(), usedUp.present(), clock.instant()));
            heardAt = clock.instant();
        }
    }

    private void publishQuietly() {
        try {
            publish();
            if (failing) {
                LOG.info("the relay's status is told again");
            }
            failing = false;
        } catch (InterruptException e) {
            LOG.debug("stopped while the status was being told", e);
        } catch (KafkaException e) {
            if (!failing) {
                LOG.warnf("the relay's status cannot be told; trying again cause=%s", e.getMessage());
            }
            failing = true;
        } catch (RuntimeException e) {
            LOG.error("telling the relay's status failed; trying again", e);
        }
    }
}
