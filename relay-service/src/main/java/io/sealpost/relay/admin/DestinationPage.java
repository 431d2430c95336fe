package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.relay.queue.DestinationStatus;
import io.sealpost.relay.spool.PausedDestination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of the destinations, in the order of their names.
 *
 * @param nextCursor for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DestinationPage(List<Item> items, Optional<String> nextCursor) {

    /** One destination. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Destination")
    public record Item(
            @Schema(examples = "bank.example") String domain,

            @Schema(description = "Messages for it that wait.")
            int waiting,

            @Schema(description = "Attempts there that are under way.")
            int running,

            @Schema(description = "How many there may be at once, as was learnt from their outcomes.")
            int limit,

            @Schema(description = "Only if no address of it can be reached.")
            Optional<Dead> dead,

            @Schema(description = "Only if an operator paused it.")
            Optional<Pause> paused) {
        static Item of(DestinationStatus status) {
            return new Item(
                    status.domain().name(),
                    status.waiting(),
                    status.running(),
                    status.limit(),
                    status.dead().map(dead -> new Dead(dead.since(), dead.until(), dead.cause())),
                    status.paused().map(Pause::of));
        }
    }

    /** No address can be reached. */
    @Schema(name = "DeadDestination")
    public record Dead(
            Instant since,

            @Schema(description = "When one message is tried as a probe.")
            Instant until,

            String cause) {}

    /** A pause. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "DestinationPause")
    public record Pause(Instant since, Optional<String> reason) {
        static Pause of(PausedDestination paused) {
            return new Pause(paused.since(), paused.reason());
        }
    }
}
