package io.sealpost.rules.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sealpost.rules.change.Epochs;
import io.sealpost.rules.change.Epochs.Epoch;
import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rollout.Waits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what lags. Used by the publisher's thread alone; every call blocks. */
@ApplicationScoped
class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    private final Publications publications;
    private final Epochs epochs;
    private final RulesetReader reader;
    private final RulesetTopic topic;
    private final TopicTail tail;
    private final TopicSearch search;
    private final RulesetSender sender;
    private final Waits waits;
    private final Clock clock;
    private final int batch;
    private final Counter published;
    private final Timer lag;
    private String lastTopicId = "";

    Publisher(
            Publications publications,
            Epochs epochs,
            RulesetReader reader,
            RulesetTopic topic,
            TopicTail tail,
            TopicSearch search,
            RulesetSender sender,
            Waits waits,
            Clock clock,
            PublishConfig config,
            MeterRegistry metrics) {
        this.publications = publications;
        this.epochs = epochs;
        this.reader = reader;
        this.topic = topic;
        this.tail = tail;
        this.search = search;
        this.sender = sender;
        this.waits = waits;
        this.clock = clock;
        this.batch = config.batch();
        this.published = metrics.counter("sealpost.rulesets.published");
        this.lag = metrics.timer("sealpost.publish.lag");
    }

    /** Whether the present connection leads, and nobody wants it to end. */
    interface Leadership {
        boolean leads() throws SQLException;
    }

    /** Kafka's id of the present topic, made if missing; throws {@link KafkaException} while there is none. */
    String presentTopic() {
        String id = topic.id();
        if (!id.equals(lastTopicId)) {
            LOG.infof("The topic of rulesets topic=%s topicId=%s", RulesetTopic.NAME, id);
            sender.reset();
            lastTopicId = id;
        }
        return id;
    }

    /** Sends everything that lags. Throws {@link KafkaException} while the broker is away; then try again. */
    void pass(String topicId, Leadership leadership) throws SQLException {
        tail.catchUp(topicId);
        long epoch = presentEpoch(topicId);
        List<Scope> lagging = publications.lagging(batch);
        while (!lagging.isEmpty() && leadership.leads()) {
            publish(lagging, topicId, epoch);
            lagging = publications.lagging(batch);
        }
    }

    /** From now on another instance may publish. */
    void stepBack() {
        tail.forget();
    }

    private long presentEpoch(String topicId) {
        Epoch epoch = epochs.present();
        if (!epoch.unreconciled()) {
            return epoch.reconciled();
        }
        TopicSearch.Findings findings = search.search(topicId);
        long number = Math.max(epoch.number(), Math.max(findings.highestEpoch(), epoch.highestSeen()) + 1);
        epochs.reconciled(number, findings.scopes());
        LOG.infof("A new epoch: everything is published again epoch=%d", number);
        return number;
    }

    /** Waits for every record, so that none is still on its way when the next pass begins; then notes what arrived. */
    private void publish(List<Scope> scopes, String topicId, long epoch) {
        List<Sent> batch = new ArrayList<>();
        for (Ruleset ruleset : reader.read(scopes, epoch)) {
            batch.add(new Sent(
                    Scope.ofKey(ruleset.scope()), ruleset.revision(), ruleset.changedAt(), sender.send(ruleset)));
        }
        List<Arrived> arrived = new ArrayList<>();
        KafkaException failure = null;
        for (Sent sent : batch) {
            try {
                arrived.add(sent.arrival(topicId));
            } catch (KafkaException lost) {
                failure = lost;
            }
        }
        note(arrived, topicId, epoch);
        tellWaits(scopes, topicId);
        end(failure);
    }

    private void note(List<Arrived> arrived, String topicId, long epoch) {
        if (!topic.id().equals(topicId)) {
            throw new KafkaException("The topic was made anew in the middle");
        }
        publications
                .publishedUnlessHeld(arrived.stream().map(Arrived::place).toList(), epoch)
                .forEach(held -> publications.published(held, epoch));
        for (Arrived one : arrived) {
            Place place = one.place();
            tail.noted(place.offset());
            published.increment();
            lag.record(Duration.between(one.changedAt(), clock.instant()));
            LOG.debugf("Published scope=%s revision=%d offset=%d", place.scope(), place.revision(), place.offset());
        }
    }

    /** After another look at the topic: a stranger's newer state may stand before what was sent. */
    private void tellWaits(List<Scope> scopes, String topicId) {
        tail.catchUp(topicId);
        waits.take(publications.of(scopes));
    }

    private void end(@Nullable KafkaException failure) {
        if (failure != null) {
            sender.reset();
            throw failure;
        }
    }

    /** A state that the broker has. */
    private record Arrived(Instant changedAt, Place place) {}

    /** A state on its way. */
    private record Sent(Scope scope, long revision, Instant changedAt, Future<RecordMetadata> acknowledgement) {

        Arrived arrival(String topicId) {
            try {
                long offset = acknowledgement.get().offset();
                return new Arrived(changedAt, new Place(scope, revision, topicId, offset));
            } catch (ExecutionException failure) {
                throw new KafkaException(failure.getCause());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new KafkaException(stopping);
            }
        }
    }
}
