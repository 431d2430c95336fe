package io.sealpost.rules.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A relay as it is shown. */
@Schema(name = "Relay", description = "A relay that takes part, by its latest word")
record RelayView(
        @Schema(examples = "relay-1") String relay,

        @Schema(
                description = "silent: not heard of lately, and counted all the same; unreadable: its latest word"
                        + " cannot be read, and it is counted as one that applies nothing",
                enumeration = {"active", "silent", "unreadable"})
        String state,

        @Schema(description = "Kafka's id of the rulesets topic that it reads")
        String topicId,

        long epoch,

        @Schema(description = "Up to here the rulesets topic is applied")
        long appliedOffset,

        @Schema(description = "Scopes that it could not understand, whose mail it holds")
        List<Refusal> refused,

        @Schema(
                description =
                        "Submitters of whom it takes nothing for now, since they have come up to a limit; 100 at most")
        List<Throttled> throttled,

        @Schema(description = "Its operator API", examples = "http://relay-1:8081")
        String adminUrl,

        @Schema(implementation = String.class, examples = "PT24H")
        Duration maxStaleness,

        Instant heardAt) {

    static RelayView of(Relay relay, boolean silent) {
        return new RelayView(
                relay.id(),
                relay.isUnreadable() ? "unreadable" : silent ? "silent" : "active",
                relay.topicId(),
                relay.epoch(),
                relay.appliedOffset(),
                relay.refused(),
                relay.throttled(),
                relay.adminUrl(),
                relay.maxStaleness(),
                relay.heardAt());
    }
}
