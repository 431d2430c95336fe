package io.sealpost.rules.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code sealpost.relay-status}, as {@code docs/contracts/relay-status} has it. Fields that only an
 * active relay has are null in the others.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record RelayStatus(
        String relay,
        State state,
        @Nullable String topicId,
        @Nullable Long epoch,
        @Nullable Long appliedOffset,
        @Nullable List<Refusal> refused,
        @Nullable List<Throttled> throttled,
        @Nullable String adminUrl,
        @Nullable Duration maxStaleness,
        @Nullable String removedBy,
        Instant at) {

    RelayStatus {
        Objects.requireNonNull(relay, "relay");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(at, "at");
    }

    static RelayStatus removed(String relay, String removedBy, Instant at) {
        return new RelayStatus(relay, State.REMOVED, null, null, null, null, null, null, null, removedBy, at);
    }

    /** What it says of the rules; throws if it is not active or leaves out what an active relay must say. */
    Relay active(Instant heardAt) {
        return new Relay(
                relay,
                Objects.requireNonNull(topicId, "topicId"),
                Objects.requireNonNull(epoch, "epoch"),
                Objects.requireNonNull(appliedOffset, "appliedOffset"),
                Objects.requireNonNull(refused, "refused"),
                throttled == null ? List.of() : throttled,
                Objects.requireNonNull(adminUrl, "adminUrl"),
                Objects.requireNonNull(maxStaleness, "maxStaleness"),
                heardAt);
    }

    /** Whether the relay takes part. */
    enum State {
        ACTIVE("active"),
        RETIRED("retired"),
        REMOVED("removed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @JsonValue
        String word() {
            return word;
        }
    }
}
