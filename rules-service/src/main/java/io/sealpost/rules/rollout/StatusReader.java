package io.sealpost.rules.rollout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads what relays say, from the beginning of the topic, on a thread of its own that outlives outages of the broker.
 *
 * <p>A relay was heard when its word arrived here. Only words that were on the topic before the reading began are
 * dated by the relay's own clock, but never into the future.
 */
@ApplicationScoped
class StatusReader {

    private static final Logger LOG = Logger.getLogger(StatusReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final StatusTopic topic;
    private final Roster roster;
    private final Waits waits;
    private final Clock clock;
    private final Counter unreadable;
    private final Thread thread = new Thread(this::run, "relay-status");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean troubled;

    StatusReader(
            KafkaClients clients, StatusTopic topic, Roster roster, Waits waits, Clock clock, MeterRegistry metrics) {
        this.clients = clients;
        this.topic = topic;
        this.roster = roster;
        this.waits = waits;
        this.clock = clock;
        this.unreadable = metrics.counter("sealpost.relay.status.unreadable");
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        thread.join(2_000);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (running()) {
            try (Consumer<String, byte[]> consumer = clients.consumer()) {
                topic.ensure();
                read(consumer);
            } catch (RuntimeException failure) {
                complain(failure);
            }
            pause();
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        TopicPartition partition = topic.partition();
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long before = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        troubled = false;
        LOG.infof("Reading what relays say topic=%s recordsBefore=%d", partition.topic(), before);
        while (running()) {
            for (ConsumerRecord<String, byte[]> status : consumer.poll(POLL)) {
                hear(status, status.offset() < before);
            }
            roster.readUpTo(consumer.position(partition));
            waits.heard();
        }
    }

    private void hear(ConsumerRecord<String, byte[]> word, boolean fromBefore) {
        if (word.value() == null) {
            roster.forget(word.key());
            return;
        }
        try {
            RelayStatus status = StatusCodec.read(word.value());
            if (!status.relay().equals(word.key())) {
                throw new IOException("The status of one relay under the key of another");
            }
            Instant now = clock.instant();
            roster.hear(status, fromBefore && status.at().isBefore(now) ? status.at() : now);
        } catch (IOException | RuntimeException failure) {
            unreadable.increment();
            LOG.warnf(
                    "A relay's status cannot be read and is passed over topic=%s offset=%d cause=%s",
                    word.topic(), word.offset(), failure.getClass().getSimpleName());
        }
    }

    private void complain(RuntimeException failure) {
        if (running() && !troubled) {
            troubled = true;
            String cause = failure instanceof KafkaException ? failure.toString() : "";
            LOG.warnf("What relays say cannot be read now; trying on topic=%s cause=%s", StatusTopic.NAME, cause);
            LOG.debug("The cause", failure);
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void pause() {
        try {
            stopped.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
