package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Limits as they are sent. */
@Schema(
        name = "HourlyLimitsBody",
        description =
                "How much is taken from the submitter within an hour, at each relay; what is absent has its default")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitsBody(
        @Nullable @Schema(
                description = "1 to 1000000000; by default 1000 for a credential, 10000 for a network",
                examples = "1000")
        Integer messagesPerHour,

        @Nullable @Schema(
                description = "1 to 1000000000; by default 10000 for a credential, 100000 for a network",
                examples = "10000")
        Integer recipientsPerHour) {

    private static final int MOST = 1_000_000_000;

    HourlyLimits orElse(HourlyLimits usual, Violations violations) {
        return new HourlyLimits(
                limit("limits.messagesPerHour", messagesPerHour, usual.messagesPerHour(), violations),
                limit("limits.recipientsPerHour", recipientsPerHour, usual.recipientsPerHour(), violations));
    }

    private static int limit(String field, @Nullable Integer sent, int usual, Violations violations) {
        check(field, sent, violations);
        return sent == null ? usual : sent;
    }

    /** Whether a limit can be one; none is sent where it is null. */
    static void check(String field, @Nullable Integer sent, Violations violations) {
        if (sent != null && (sent < 1 || sent > MOST)) {
            violations.add(field, sent, "a number from 1 to " + MOST + "; to take nothing, set suspended");
        }
    }
}
