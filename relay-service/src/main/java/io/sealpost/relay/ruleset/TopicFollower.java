package io.sealpost.relay.ruleset;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the topic once from its beginning and then follows it, until it is another one or its thread is interrupted.
 *
 * <p>Nothing of a first read is put in force before the end offset of its beginning is reached, so that no moment is
 * governed by half the rules; and since the table starts empty, scopes that are not met are dropped. The relay announces
 * itself before it asks for that end offset: whoever counts relays after a change either finds it, or the change lies
 * before the end.
 */
final class TopicFollower {
    static final TopicPartition PARTITION = new TopicPartition("sealpost.rulesets", 0);

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, String> consumer;
    private final TopicWatch watch;
    private final Rulesets rulesets;
    private final StatusPublisher status;
    private final UnreadableRecords unreadable;
    private final Reading.Listener reading;
    private final ScopeTable table = new ScopeTable();

    TopicFollower(
            Consumer<String, String> consumer,
            TopicWatch watch,
            Rulesets rulesets,
            StatusPublisher status,
            UnreadableRecords unreadable,
            Reading.Listener reading) {
        this.consumer = consumer;
        this.watch = watch;
        this.rulesets = rulesets;
        this.status = status;
        this.unreadable = unreadable;
        this.reading = reading;
    }

    /** Follows until the topic is another one. Blocks; a failure of Kafka is thrown. */
    void follow() {
        TopicWatch.Sight sight = watch.first();
        String topicId = sight.topicId();
        unreadable.beginTopic(topicId);
        status.announce();
        long end = start();
        while (consumer.position(PARTITION) < end) {
            apply(consumer.poll(POLL));
            if (watch.latest().filter(seen -> isAnother(seen, topicId)).isPresent()) {
                return;
            }
            if (!watch.isAnswered()) {
                throw new KafkaException("no broker answers in the middle of the first read");
            }
        }
        putInForce(topicId);
        rulesets.contact(sight.askedAt());
        LOG.infof("rulesets read topicId=%s offset=%d", topicId, end - 1);
        while (!looksAtAnother(topicId)) {
            reading.goes(watch.isAnswered() ? Reading.FOLLOWING : Reading.away("no broker answers"));
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                apply(records);
                putInForce(topicId);
            }
        }
    }

    private long start() {
        consumer.assign(Set.of(PARTITION));
        consumer.seekToBeginning(Set.of(PARTITION));
        Long end = consumer.endOffsets(Set.of(PARTITION)).get(PARTITION);
        return end == null ? 0 : end;
    }

    /** Notes the contact where all that was seen is in force. */
    private boolean looksAtAnother(String topicId) {
        Optional<TopicWatch.Sight> sight = watch.latest();
        if (sight.filter(seen -> isAnother(seen, topicId)).isPresent()) {
            return true;
        }
        sight.filter(seen -> consumer.position(PARTITION) >= seen.end())
                .ifPresent(seen -> rulesets.contact(seen.askedAt()));
        return false;
    }

    private static boolean isAnother(TopicWatch.Sight sight, String topicId) {
        boolean another = !sight.topicId().equals(topicId);
        if (another) {
            LOG.warnf("topic was made anew; reading it from its beginning topic=%s", PARTITION.topic());
        }
        return another;
    }

    private void putInForce(String topicId) {
        rulesets.apply(new Known(table.view(), topicId, consumer.position(PARTITION) - 1));
        status.changed();
    }

    private void apply(ConsumerRecords<String, String> records) {
        for (ConsumerRecord<String, String> record : records) {
            Optional.ofNullable(record.key())
                    .flatMap(Scope::parse)
                    .ifPresentOrElse(scope -> apply(record, scope), () -> unreadable.strangeKey(record));
        }
    }

    private void apply(ConsumerRecord<String, String> record, Scope scope) {
        ScopeState state = stateIn(record, scope);
        table.apply(state);
        if (state.content() instanceof ScopeState.Refused refused) {
            unreadable.refused(record, state, refused.reason());
        }
    }

    /** Whatever cannot be read closes the scope. */
    private static ScopeState stateIn(ConsumerRecord<String, String> record, Scope scope) {
        if (record.value() == null) {
            return ScopeParser.unversioned(scope, "a tombstone; a deleted scope is a record that says so", "");
        }
        if (record.serializedValueSize() > KafkaClients.MAX_RECORD) {
            return ScopeParser.unversioned(scope, "larger than " + KafkaClients.MAX_RECORD + " octets", "");
        }
        return ScopeParser.parse(scope, record.value());
    }
}
