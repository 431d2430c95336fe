package io.sealpost.relay.report;

import io.sealpost.relay.spool.Outbox;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.SpoolException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves events from the outbox to Kafka, one thread, in order: sends a run of them, and removes those that the broker
 * has confirmed. While Kafka is away it waits, and nothing else does.
 *
 * <p>After a failure it takes a fresh producer, makes topics that have gone, and begins again at the first event that is
 * not confirmed. Only an event that is too large for its topic is not tried again before the next start: it is set aside
 * in the outbox, for an operator to see, and holds up no other. A stop sends what waits, unless Kafka is away.
 */
public final class OutboxPublisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int RUN = 200;
    private static final long RUN_OCTETS = 8 * 1024 * 1024;

    /** What comes in this time goes out together: under load most of an event's cost is that of its request. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final Preparation preparation;
    private final Supplier<KafkaSender> senders;
    private final Duration pause;
    private final Semaphore added = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "outbox-publisher");
    private @Nullable KafkaSender sender;
    private boolean prepared;
    private boolean troubled;
    private volatile boolean flushing;
    private volatile boolean stopped;

    /** What is done before the first event is sent, and again after a failure. */
    interface Preparation {
        void run() throws InterruptedException;
    }

    /** @param pause how long it waits after a failure */
    OutboxPublisher(Outbox outbox, Preparation preparation, Supplier<KafkaSender> senders, Duration pause) {
        this.outbox = outbox;
        this.preparation = preparation;
        this.senders = senders;
        this.pause = pause;
        thread.setDaemon(true);
        outbox.onAdded(added::release);
    }

    /** Begins to publish. Does not block. */
    public void start() {
        thread.start();
    }

    /** Sends what waits and stops; what is not confirmed stays in the outbox. Blocks for 8 s at most. */
    @Override
    public void close() {
        flushing = true;
        added.release();
        try {
            thread.join(FLUSH_LIMIT.toMillis());
            stopped = true;
            thread.interrupt();
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            try {
                prepare();
                if (!publishSome()) {
                    if (flushing) {
                        stopped = true;
                    }
                    waitForEvents();
                }
            } catch (InterruptedException e) {
                LOG.debug("woken to stop");
            } catch (KafkaException | SpoolException e) {
                recover(e);
            } catch (RuntimeException e) {
                LOG.errorf(e, "publishing events failed; it begins again at the first that is not confirmed");
                recover(e);
            }
        }
        discardSender();
    }

    private void prepare() throws InterruptedException {
        if (!prepared) {
            preparation.run();
            prepared = true;
        }
    }

    private boolean publishSome() throws InterruptedException {
        List<Outbox.Entry> entries = outbox.after(0, RUN, RUN_OCTETS);
        if (entries.isEmpty()) {
            return false;
        }
        if (sender == null) {
            sender = senders.get();
        }
        KafkaSender.Sent sent = sender.send(entries);
        sent.tooLarge().forEach(this::setAside);
        if (sent.settled() > 0) {
            outbox.acknowledge(entries.get(sent.settled() - 1).sequence());
        }
        if (sent.failure().isPresent()) {
            throw sent.failure().get();
        }
        if (troubled) {
            troubled = false;
            LOG.infof("events are published again waiting=%d", outbox.size());
        }
        return true;
    }

    private void setAside(Outbox.Entry entry) {
        outbox.setAside(entry.sequence());
        OutboxEvent event = entry.event();
        LOG.errorf(
                "an event is too large for its topic and is set aside; raise the topic's max.message.bytes and restart"
                        + " topic=%s type=%s eventId=%s queueId=%s characters=%d",
                event.topic(),
                event.type(),
                event.id(),
                event.key(),
                event.value().length());
    }

    private void waitForEvents() throws InterruptedException {
        if (!stopped) {
            added.acquire();
            if (!flushing) {
                TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
            }
            added.drainPermits();
        }
    }

    private void recover(RuntimeException failure) {
        if (stopped) {
            return;
        }
        if (!troubled) {
            troubled = true;
            LOG.warnf("events cannot be published and wait cause=%s waiting=%d", failure.getMessage(), outbox.size());
        }
        discardSender();
        prepared = false;
        if (flushing) {
            stopped = true;
            return;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("woken to stop");
        }
    }

    private void discardSender() {
        if (sender != null) {
            sender.close();
            sender = null;
        }
    }
}
