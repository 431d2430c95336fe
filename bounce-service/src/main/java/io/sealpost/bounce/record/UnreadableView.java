package io.sealpost.bounce.record;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A record that was set aside, as it is shown: where it stands and why, and nothing of what it holds. */
@Schema(name = "UnreadableRecord")
public record UnreadableView(
        @Schema(examples = "sealpost.reports-due") String topic,
        int partition,
        long offset,
        Instant timestamp,

        @Schema(examples = "the value is not JSON") String reason,

        @Schema(description = "Octets of its value") int size,
        Instant setAsideAt) {

    /** The newest ones. */
    @Schema(name = "UnreadableRecords")
    public record Items(List<UnreadableView> items) {}
}
