package io.sealpost.rules.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a change has come, as the answer to a write tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How far the change has come; only in answers to requests with wait")
public record Rollout(
        State state,

        @Schema(description = "The revision that was waited for", examples = "42")
        long revision,

        @Schema(description = "Relays that do not apply it yet; none of them while no relay is registered")
        List<Pending> pending,

        @Nullable @Schema(
                description = "Why it is pending, where that is not the relays' doing",
                examples = "No relay is registered.")
        String detail) {

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** The same, pending for a reason that is not the relays' doing. */
    Rollout pendingFor(String reason) {
        return new Rollout(State.PENDING, revision, pending, reason);
    }

    /** A relay that does not apply the change, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pending(
            @Schema(examples = "relay-1") String relay,
            Reason reason,

            @Nullable @Schema(description = "What the relay says against it, if it refused")
            String detail) {}

    /** Whether every registered relay applies the change. */
    public enum State {
        COMPLETE("complete"),
        PENDING("pending");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    /** Why a relay does not apply a change. */
    public enum Reason {
        BEHIND("behind"),
        SILENT("silent"),
        REFUSED("refused");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }
}
