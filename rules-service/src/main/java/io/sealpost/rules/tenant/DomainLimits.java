package io.sealpost.rules.tenant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much all submitters of a domain together may hand in within an hour at each relay. */
@Schema(
        name = "DomainLimits",
        description = "How much is taken from all submitters of the domain together within an hour, at each relay;"
                + " what is absent is not limited")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DomainLimits(
        @Nullable @Schema(description = "1 to 1000000000", examples = "20000")
        Integer messagesPerHour,

        @Nullable @Schema(description = "1 to 1000000000", examples = "200000")
        Integer recipientsPerHour) {

    /** No limit at all. */
    public static final DomainLimits NONE = new DomainLimits(null, null);
}
