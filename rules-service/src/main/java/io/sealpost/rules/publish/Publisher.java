package io.sealpost.rules.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Publications.Epoch;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rollout.Waits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Sends what lags. Used by the publisher's thread alone; every call blocks. */
@ApplicationScoped
class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    private final Publications publications;
    private final RulesetReader reader;
    private final RulesetTopic topic;
    private final TopicSearch search;
    private final RulesetSender sender;
    private final Waits waits;
    private final Clock clock;
    private final int batch;
    private final Counter published;
    private final Timer lag;
    /** Sent, but not known to be noted. */
    private final Set<Scope> inDoubt = new HashSet<>();

    private String lastTopicId = "";

    Publisher(
            Publications publications,
            RulesetReader reader,
            RulesetTopic topic,
            TopicSearch search,
            RulesetSender sender,
            Waits waits,
            Clock clock,
            PublishConfig config,
            MeterRegistry metrics) {
        this.publications = publications;
        this.reader = reader;
        this.topic = topic;
        this.search = search;
        this.sender = sender;
        this.waits = waits;
        this.clock = clock;
        this.batch = config.batch();
        this.published = metrics.counter("sealpost.rulesets.published");
        this.lag = metrics.timer("sealpost.publish.lag");
    }

    /** Whether the present connection leads. */
    interface Leadership {
        boolean leads() throws SQLException;
    }

    /** Sends everything that lags. Throws {@link KafkaException} while the broker is away; then try again. */
    void pass(Leadership leadership) throws SQLException {
        String topicId = presentTopic();
        long epoch = presentEpoch();
        List<Scope> lagging = publications.lagging(topicId, epoch, batch);
        while (!lagging.isEmpty() && leadership.leads()) {
            publish(lagging, topicId, epoch);
            lagging = publications.lagging(topicId, epoch, batch);
        }
    }

    /** Has sent once more what was sent and could not be noted; for that, an instance need not lead. */
    void settleDoubts() {
        if (!inDoubt.isEmpty()) {
            publications.resend(inDoubt);
            inDoubt.clear();
        }
    }

    private String presentTopic() {
        String id = topic.id();
        if (!id.equals(lastTopicId)) {
            LOG.infof("Publishing to topic=%s topicId=%s", RulesetTopic.NAME, id);
            sender.reset();
            lastTopicId = id;
        }
        return id;
    }

    private long presentEpoch() {
        Epoch epoch = publications.epoch();
        if (!epoch.unreconciled()) {
            return epoch.number();
        }
        TopicSearch.Findings findings = search.search();
        long number = Math.max(epoch.number(), findings.highestEpoch() + 1);
        publications.reconciled(number, findings.scopes());
        LOG.infof("A new epoch: everything is published again epoch=%d", number);
        return number;
    }

    private void publish(List<Scope> scopes, String topicId, long epoch) {
        List<Sent> sent = new ArrayList<>();
        for (Scope scope : scopes) {
            reader.read(scope, epoch).ifPresent(ruleset -> {
                inDoubt.add(scope);
                sent.add(new Sent(scope, ruleset, sender.send(ruleset)));
            });
        }
        List<Place> places = sent.stream().map(one -> one.place(topicId)).toList();
        if (!topic.id().equals(topicId)) {
            throw new KafkaException("The topic was made anew in the middle");
        }
        for (int i = 0; i < places.size(); i++) {
            note(places.get(i), sent.get(i), epoch);
        }
    }

    private void note(Place place, Sent sent, long epoch) {
        publications.published(place, epoch);
        inDoubt.remove(place.scope());
        published.increment();
        lag.record(Duration.between(sent.ruleset().changedAt(), clock.instant()));
        waits.published(place);
        LOG.debugf("Published scope=%s revision=%d offset=%d", place.scope(), place.revision(), place.offset());
    }

    /** A state on its way. */
    private record Sent(Scope scope, Ruleset ruleset, Future<RecordMetadata> acknowledgement) {

        Place place(String topicId) {
            try {
                long offset = acknowledgement.get().offset();
                return new Place(scope, ruleset.revision(), topicId, offset);
            } catch (ExecutionException failure) {
                throw new KafkaException(failure.getCause());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new KafkaException(stopping);
            }
        }
    }
}
