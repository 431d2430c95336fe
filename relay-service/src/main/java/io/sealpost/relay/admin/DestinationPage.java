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

            @Schema(description = "Messages for it that wait, but reports.")
            int waiting,

            @Schema(description = "Attempts there that are under way.")
            int running,

            @Schema(description = "How many there may be at once, as was learnt from their outcomes.")
            int limit,

            @Schema(description = "Only if no address of it can be reached.")
            Optional<Dead> dead,

            @Schema(description = "Reports to it, which go to its inbound host if it set one; only if there are any.")
            Optional<Reports> reports,

            @Schema(description = "Only if an operator paused it.")
            Optional<Pause> paused) {
        static Item of(DestinationStatus status) {
            return new Item(
                    status.domain().name(),
                    status.mail().waiting(),
                    status.mail().running(),
                    status.mail().limit(),
                    status.mail().dead().map(Dead::of),
                    Optional.of(status.reports())
                            .filter(reports -> !reports.isNone())
                            .map(Reports::of),
                    status.paused().map(Pause::of));
        }
    }

    /** Reports of the bounce-service, which are not counted with other mail. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "DestinationReports")
    public record Reports(int waiting, int running, int limit, Optional<Dead> dead) {
        static Reports of(DestinationStatus.Traffic traffic) {
            return new Reports(
                    traffic.waiting(),
                    traffic.running(),
                    traffic.limit(),
                    traffic.dead().map(Dead::of));
        }
    }

    /** No address can be reached. */
    @Schema(name = "DeadDestination")
    public record Dead(
            Instant since,

            @Schema(description = "When one message is tried as a probe.")
            Instant until,

            String cause) {
        static Dead of(DestinationStatus.Dead dead) {
            return new Dead(dead.since(), dead.until(), dead.cause());
        }
    }

    /** A pause. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "DestinationPause")
    public record Pause(Instant since, Optional<String> reason) {
        static Pause of(PausedDestination paused) {
            return new Pause(paused.since(), paused.reason());
        }
    }
}
