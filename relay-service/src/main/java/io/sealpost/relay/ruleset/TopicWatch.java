package io.sealpost.relay.ruleset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at the topic from outside every second: whether it is there, which id it has and where it ends. A consumer
 * alone cannot tell an idle topic from an absent broker, nor a topic from another one made under its name.
 */
final class TopicWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /**
     * What was seen.
     *
     * @param topicId the topic's id
     * @param end the offset that the next record will get
     * @param askedAt the time of the question: all earlier records lie before the end
     */
    record Sight(String topicId, long end, Instant askedAt) {}

    /** The topic is not there. */
    static final class TopicMissing extends RuntimeException {
        private static final long serialVersionUID = 1;

        TopicMissing(TopicPartition partition) {
            super("there is no topic " + partition.topic());
        }
    }

    private final Admin admin;
    private final TopicPartition partition;
    private final Clock clock;
    private CompletableFuture<Sight> pending;
    private Instant asked;
    private boolean answered = true;

    TopicWatch(Admin admin, TopicPartition partition, Clock clock) {
        this.admin = admin;
        this.partition = partition;
        this.clock = clock;
        this.asked = clock.instant();
        this.pending = ask();
    }

    /**
     * Waits for the first look.
     *
     * @throws TopicMissing if the broker says so
     * @throws CompletionException if no broker answers
     */
    Sight first() {
        return join();
    }

    /** Whether a broker has answered the look that ended last. */
    boolean isAnswered() {
        return answered;
    }

    /**
     * The latest look, if one has ended since the last call. A look that no broker answers tells nothing of the topic.
     *
     * @throws TopicMissing if the broker says so
     */
    Optional<Sight> latest() {
        if (!pending.isDone()) {
            return Optional.empty();
        }
        if (clock.instant().isBefore(asked.plus(EVERY))) {
            return Optional.empty();
        }
        answered = !pending.isCompletedExceptionally() || isMissing();
        Optional<Sight> seen = answered ? Optional.of(join()) : Optional.empty();
        pending = ask();
        return seen;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private Sight join() {
        try {
            return pending.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new TopicMissing(partition);
            }
            throw e;
        }
    }

    private boolean isMissing() {
        return pending.handle((sight, failure) -> failure instanceof UnknownTopicOrPartitionException
                        || (failure != null && failure.getCause() instanceof UnknownTopicOrPartitionException))
                .join();
    }

    private CompletableFuture<Sight> ask() {
        Instant now = clock.instant();
        asked = now;
        return admin.describeTopics(List.of(partition.topic()))
                .allTopicNames()
                .toCompletionStage()
                .thenCompose(topics -> {
                    String id = topics.values().iterator().next().topicId().toString();
                    return end().thenApply(end -> new Sight(id, end, now));
                })
                .toCompletableFuture();
    }

    private CompletableFuture<Long> end() {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(ListOffsetsResultInfo::offset)
                .toCompletableFuture();
    }
}
