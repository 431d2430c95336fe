package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.problem.MergePatch;
import io.sealpost.rules.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What can be changed of a submitter, as it is sent. */
@Schema(name = "SubmitterChange", examples = "{\"suspended\": true}")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubmitterChange(
        @Nullable @Schema(description = "Whether it also carries mail of foreign senders", defaultValue = "false")
        Boolean forwards,

        @Nullable @Schema(description = "Whether nothing is taken from it for now", defaultValue = "false")
        Boolean suspended,

        @Nullable LimitsBody limits) {

    /** The present values after a merge patch; limits that it takes away become these. */
    static SubmitterValues patched(SubmitterValues present, JsonNode patch, HourlyLimits usual) {
        return MergePatch.patched(of(present), patch, SubmitterChange.class).values(usual);
    }

    /** The change that would lead to these values. */
    static SubmitterChange of(SubmitterValues values) {
        return new SubmitterChange(
                values.forwards(),
                values.suspended(),
                new LimitsBody(
                        values.limits().messagesPerHour(), values.limits().recipientsPerHour()));
    }

    /** @param usual limits where none are sent */
    SubmitterValues values(HourlyLimits usual) {
        Violations violations = new Violations();
        HourlyLimits all = limits == null ? usual : limits.orElse(usual, violations);
        violations.refuseIfAny();
        return new SubmitterValues(Boolean.TRUE.equals(forwards), Boolean.TRUE.equals(suspended), all);
    }
}
