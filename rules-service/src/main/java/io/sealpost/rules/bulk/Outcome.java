package io.sealpost.rules.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of one line. */
@Schema(name = "BulkOutcome", description = "What became of one line")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        @Schema(description = "Number of the line, from 1", examples = "3")
        long line,

        State state,

        @Nullable @Schema(description = "Only of one that failed: why", examples = "displayName: expected 1 to 200 characters")
        String detail,

        @Nullable @Schema(implementation = Object.class, description = "Only of one that failed: more, as in a problem document")
        Map<String, Object> problem) {

    static Outcome of(long line, State state) {
        return new Outcome(line, state, null, null);
    }

    static Outcome failed(long line, ProblemException failure) {
        Problem problem = failure.problem();
        return new Outcome(line, State.FAILED, problem.detail(), problem.members());
    }

    /** Ends of a line. */
    public enum State {
        CREATED("created"),
        /** Changed, or as the line says already. */
        STORED("stored"),
        FAILED("failed"),
        /** Fits, but another line of its organization failed. */
        ROLLED_BACK("rolled-back");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }
}
