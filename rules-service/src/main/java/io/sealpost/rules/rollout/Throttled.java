package io.sealpost.rules.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A submitter, or a domain as a whole, that has come up to a limit at a relay. */
@Schema(
        name = "Throttled",
        description = "A submitter, or a domain as a whole, that has come up to a limit at this relay")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record Throttled(
        @Nullable @Schema(description = "Its id; absent where the limit is of the domain")
        String submitter,

        @Schema(examples = "sender.example") String domain,
        @Schema(examples = "messagesPerHour") String limit,

        @Schema(description = "When something of it is free again")
        Instant until) {}
