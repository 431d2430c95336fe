package io.sealpost.rules.scope;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long the secret before stays valid, as it is sent. */
@Schema(name = "RotationBody", description = "How a secret is replaced; {} for the default")
record Overlap(
        @Nullable @Schema(
                description =
                        "How long the present secret stays valid beside the new one, an ISO 8601 duration from PT0S"
                                + " (it was stolen: it ends now) to P30D",
                defaultValue = "P1D",
                examples = "P7D")
        String overlap) {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    Duration duration() {
        if (overlap == null) {
            return USUAL;
        }
        try {
            Duration duration = Duration.parse(overlap.strip());
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException notADuration) {
            // Told below, as one that is out of range is.
        }
        throw new Problem.InvalidValues(List.of(
                        new Violation("overlap", overlap, "an ISO 8601 duration from PT0S to P30D, such as P7D")))
                .asException();
    }
}
