package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.Violation;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a rule is to stand: right before or right behind another one. */
@Schema(
        name = "MoveBody",
        description = "Exactly one of before and after",
        examples = "{\"before\": \"0193591e-0000-7000-8000-000000000002\"}")
record MoveBody(
        @Nullable @Schema(description = "The rule that is to follow it")
        UUID before,

        @Nullable @Schema(description = "The rule that it is to follow")
        UUID after) {

    Place place() {
        if (before != null && after == null) {
            return new Place(before, true);
        }
        if (after != null && before == null) {
            return new Place(after, false);
        }
        throw refused(before == null ? null : before.toString(), "before or after, one of them");
    }

    private static ProblemException refused(@Nullable String value, String expected) {
        return new Problem.InvalidValues(List.of(new Violation("before", value, expected))).asException();
    }

    /** A place beside another rule. */
    record Place(UUID other, boolean before) {
        ProblemException foreign() {
            return new Problem.InvalidValues(List.of(new Violation(
                            before ? "before" : "after", other.toString(), "the id of a rule of the same list")))
                    .asException();
        }
    }
}
