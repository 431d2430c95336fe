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
    /** How often it looks whether the topic is still the same one. */
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final StatusTopic topic;
    private final Roster roster;
    private final Waits waits;
    private final Clock clock;
    private final Counter unreadable;
    private final Thread thread = new Thread(this::run, "relay-status");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean troubled;
    private long toldUpTo;

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
                read(consumer, topic.id());
            } catch (RuntimeException failure) {
                complain(failure);
            }
            pause();
        }
    }

    /** Reads until the topic is another one, the broker is away, or the service stops. */
    private void read(Consumer<String, byte[]> consumer, String topicId) {
        TopicPartition partition = topic.partition();
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long before = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        troubled = false;
        if (!topicId.equals(roster.readUpTo().topicId())) {
            toldUpTo = 0;
        }
        roster.readUpTo(new Reading(topicId, 0));
        LOG.infof("Reading what relays say topic=%s recordsBefore=%d", partition.topic(), before);
        long checkedAt = System.nanoTime();
        while (running()) {
            for (ConsumerRecord<String, byte[]> status : consumer.poll(POLL)) {
                hear(status, status.offset() < before);
            }
            roster.readUpTo(new Reading(topicId, consumer.position(partition)));
            waits.heard();
            if (System.nanoTime() - checkedAt > CHECK.toNanos()) {
                if (!topic.id().equals(topicId)) {
                    return;
                }
                checkedAt = System.nanoTime();
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> word, boolean fromBefore) {
        Instant now = clock.instant();
        try {
            RelayStatus status = read(word);
            roster.hear(status, heardAt(status.at(), fromBefore, now));
        } catch (IOException | RuntimeException failure) {
            if (word.key() != null && !word.key().isEmpty() && word.value() != null) {
                roster.hearUnreadable(word.key(), heardAt(Instant.ofEpochMilli(word.timestamp()), fromBefore, now));
            }
            tell(word, failure);
        }
    }

    private static Instant heardAt(Instant said, boolean fromBefore, Instant now) {
        return fromBefore && said.isBefore(now) ? said : now;
    }

    private static RelayStatus read(ConsumerRecord<String, byte[]> word) throws IOException {
        if (word.value() == null) {
            throw new IOException("A relay leaves by its goodbye, not by a record without value");
        }
        RelayStatus status = StatusCodec.read(word.value());
        if (!status.relay().equals(word.key())) {
            throw new IOException("The status of one relay under the key of another");
        }
        return status;
    }

    /** Once for each record, however often the topic is read from its beginning. */
    private void tell(ConsumerRecord<String, byte[]> word, Exception failure) {
        if (word.offset() >= toldUpTo) {
            toldUpTo = word.offset() + 1;
            unreadable.increment();
            LOG.warnf(
                    "A relay's status cannot be read and is passed over topic=%s partition=%d offset=%d cause=%s",
                    word.topic(),
                    word.partition(),
                    word.offset(),
                    failure.getClass().getSimpleName());
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
