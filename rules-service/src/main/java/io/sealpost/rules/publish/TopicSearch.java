package io.sealpost.rules.publish;

import io.sealpost.rules.change.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the whole topic for what stands on it. */
@ApplicationScoped
class TopicSearch {

    private final TopicRecords records;

    TopicSearch(TopicRecords records) {
        this.records = records;
    }

    /** Every scope with a record on the topic, and the highest epoch; blocks; throws for Kafka's reasons. */
    Findings search(String topicId) {
        Set<Scope> scopes = new HashSet<>();
        AtomicLong epoch = new AtomicLong();
        records.read(topicId, 0, standing -> {
            scopes.add(standing.scope());
            epoch.accumulateAndGet(standing.epoch(), Math::max);
        });
        return new Findings(scopes, epoch.get());
    }

    /** What stands on the topic. */
    record Findings(Set<Scope> scopes, long highestEpoch) {}
}
