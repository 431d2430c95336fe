package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A submitter as it is answered. */
@Schema(name = "Submitter")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubmitterView(
        UUID id,
        @Schema(examples = "sender.example") String domain,

        @Nullable @Schema(description = "Absent for a credential", examples = "192.0.2.0/24")
        String network,

        @Nullable @Schema(description = "Absent for a network", examples = "mailout")
        String username,

        @Nullable @Schema(
                description = "User name for AUTH and HTTP Basic; absent for a network",
                examples = "mailout@sender.example")
        String login,

        @Nullable @Schema(description = "Only in the answer that makes it: it is stored nowhere and shown once")
        String secret,

        @Nullable @Schema(description = "Until when the secret before the last rotation is valid, too")
        Instant previousSecretValidUntil,

        boolean forwards,
        boolean suspended,
        HourlyLimits limits) {

    static SubmitterView of(Submitter submitter) {
        return of(submitter, null);
    }

    /** With the secret that was made for it. */
    static SubmitterView of(Submitter submitter, @Nullable LoginSecret secret) {
        Credential credential = submitter.credential().orElse(null);
        return new SubmitterView(
                submitter.id(),
                submitter.domain(),
                submitter.network().orElse(null),
                credential == null ? null : credential.username(),
                credential == null ? null : credential.username() + "@" + submitter.domain(),
                secret == null ? null : secret.text(),
                credential == null ? null : credential.previousValidUntil(),
                submitter.forwards(),
                submitter.suspended(),
                submitter.limits());
    }

    @Override
    public String toString() {
        return "SubmitterView[" + id + "]";
    }
}
