package io.sealpost.relay.admin;

import io.sealpost.relay.report.OperatorAct;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who acts on a message, and why. */
@Schema(name = "OperatorAct")
public record ActBody(
        @Schema(
                required = true,
                description = "Who acts; stands in the event on sealpost.deliveries and in the log.",
                examples = "jo@sealpost.example",
                maxLength = 100)
        @Nullable String by,

        @Schema(
                description = "Why; senders of a message that is given up read it in their report.",
                examples = "sent in error",
                maxLength = 200)
        @Nullable String reason) {

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names the field that does not fit */
    static OperatorAct read(@Nullable ActBody body) {
        try {
            return body == null
                    ? new OperatorAct("", Optional.empty())
                    : new OperatorAct(body.by == null ? "" : body.by, Optional.ofNullable(body.reason));
        } catch (IllegalArgumentException e) {
            throw AdminProblem.BAD_PARAMETER.with(String.valueOf(e.getMessage()));
        }
    }
}
