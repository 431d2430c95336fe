package io.sealpost.relay.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that this room writes, and how they are made. */
final class Topics {
    static final String DELIVERIES = "sealpost.deliveries";
    static final String REPORTS_DUE = "sealpost.reports-due";
    /** The largest record, in octets: a report event with the headers and hosts of 100 recipients. */
    static final int MAX_RECORD = 16 * 1024 * 1024;

    private static final int PARTITIONS = 3;

    private Topics() {}

    static List<NewTopic> all(short replication) {
        return List.of(
                topic(DELIVERIES, replication, Duration.ofDays(7)),
                topic(REPORTS_DUE, replication, Duration.ofDays(30)));
    }

    private static NewTopic topic(String name, short replication, Duration kept) {
        return new NewTopic(name, PARTITIONS, replication)
                .configs(Map.of(
                        "retention.ms", Long.toString(kept.toMillis()),
                        "max.message.bytes", Integer.toString(MAX_RECORD)));
    }
}
