package io.sealpost.relay.spool;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that waits to be published. It is written in the same batch as the change it tells of, so neither exists
 * without the other.
 *
 * @param topic where it goes
 * @param key the record's key
 * @param id the CloudEvents id
 * @param type the CloudEvents type
 * @param at the CloudEvents time: when it happened
 * @param value the record's value, JSON
 * @param traceparent of the message's submission, if that is traced (W3C Trace Context)
 */
public record OutboxEvent(
        String topic, String key, String id, String type, Instant at, String value, Optional<String> traceparent) {
    public OutboxEvent {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(key);
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
        Objects.requireNonNull(at);
        Objects.requireNonNull(value);
        traceparent = Objects.requireNonNullElse(traceparent, Optional.empty());
    }

    /** An event of what is not traced. */
    public OutboxEvent(String topic, String key, String id, String type, Instant at, String value) {
        this(topic, key, id, type, at, value, Optional.empty());
    }

    /** Without the value: it holds addresses and headers. */
    @Override
    public String toString() {
        return "OutboxEvent[topic=" + topic + ", key=" + key + ", id=" + id + ", characters=" + value.length() + "]";
    }
}
