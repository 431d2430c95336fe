package io.sealpost.relay.admin;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a destination is paused. */
@Schema(name = "PauseReason")
public record PauseBody(
        @Schema(
                description = "Why; stands in listings and in the log, and is never told to senders.",
                examples = "their postmaster asked for it",
                maxLength = 200)
        @Nullable String reason) {
    static Optional<String> reasonOf(@Nullable PauseBody body) {
        return Optional.ofNullable(body).map(PauseBody::reason);
    }
}
