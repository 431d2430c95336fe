package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the queue, oldest message first.
 *
 * @param nextCursor for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueuePage(List<Item> items, Optional<String> nextCursor) {

    /** One message in short. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "QueuedMessage")
    public record Item(
            String queueId,
            Instant acceptedAt,

            @Schema(description = "Empty for the null reverse path.")
            String reversePath,

            Instant nextAttemptAt,
            long size,
            long recipients,

            @Schema(description = "Recipients that are tried or are to be.")
            long waiting,

            @Schema(description = "Recipients for whom a rule holds it.")
            long held,

            @Schema(description = "Where the waiting and the held are, ten domains at most.")
            List<String> destinations,

            @Schema(description = "What was last seen of a server of theirs; absent before the first attempt.")
            Optional<MessageView.Host> lastSeen) {
        private static final int MAX_DESTINATIONS = 10;

        static Item of(SpooledMessage message, Instant dueAt) {
            return new Item(
                    message.id().value(),
                    message.acceptedAt(),
                    message.reversePath().toString(),
                    dueAt,
                    message.size(),
                    message.recipients().size(),
                    message.waiting().size(),
                    message.held().size(),
                    open(message)
                            .map(recipient -> recipient.address().domain().name())
                            .distinct()
                            .limit(MAX_DESTINATIONS)
                            .toList(),
                    open(message)
                            .flatMap(recipient -> recipient.observations().stream())
                            .max(Comparator.comparing(Observation::at))
                            .map(MessageView.Host::of));
        }

        private static Stream<SpooledRecipient> open(SpooledMessage message) {
            return message.recipients().stream().filter(SpooledRecipient::isOpen);
        }
    }
}
