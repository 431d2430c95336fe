package io.sealpost.relay.ruleset;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Tells operators of records that cannot be read: where they stand and why, never what they hold. Each once, however
 * often the topic is read again. For one thread.
 */
final class UnreadableRecords {
    private static final Logger LOG = Logger.getLogger(UnreadableRecords.class);

    private final Counter counter;
    private String topicId = "";
    private long told = -1;

    UnreadableRecords(Counter counter) {
        this.counter = counter;
    }

    /** The topic that is read now; offsets of another one mean nothing. */
    void beginTopic(String id) {
        if (!id.equals(topicId)) {
            topicId = id;
            told = -1;
        }
    }

    /** A record whose key names no scope: nothing can depend on it. */
    void strangeKey(ConsumerRecord<?, ?> record) {
        if (isNews(record)) {
            LOG.errorf(
                    "a record is set aside, for its key names no scope topic=%s partition=%d offset=%d",
                    record.topic(), record.partition(), record.offset());
        }
    }

    /** A record that refuses its scope. */
    void refused(ConsumerRecord<?, ?> record, ScopeState state, String reason) {
        if (isNews(record)) {
            LOG.errorf(
                    "scope refused; its mail waits scope=%s revision=%d topic=%s partition=%d offset=%d reason=%s",
                    state.scope(),
                    state.version().revision(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    reason);
        }
    }

    private boolean isNews(ConsumerRecord<?, ?> record) {
        if (record.offset() <= told) {
            return false;
        }
        told = record.offset();
        counter.increment();
        return true;
    }
}
