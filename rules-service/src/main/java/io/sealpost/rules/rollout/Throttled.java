package io.sealpost.rules.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A submitter that has come up to a limit at a relay. */
@Schema(name = "Throttled", description = "A submitter that has come up to a limit at this relay")
@JsonIgnoreProperties(ignoreUnknown = true)
record Throttled(
        String submitter,
        @Schema(examples = "sender.example") String domain,
        @Schema(examples = "messagesPerHour") String limit,

        @Schema(description = "When something of it is free again")
        Instant until) {}
