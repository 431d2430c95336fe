package io.sealpost.rules.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When a rule that is switched on is in force.
 *
 * @param from its first moment; null: always was
 * @param until the first moment at which it is over; null: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActiveTime(
        @Nullable @JsonProperty("activeFrom")
        @Schema(description = "The first moment at which it is in force", examples = "2026-01-01T00:00:00Z")
        Instant from,

        @Nullable @JsonProperty("activeUntil")
        @Schema(description = "The first moment at which it is over", examples = "2027-01-01T00:00:00Z")
        Instant until) {

    /** At all times. */
    public static final ActiveTime ALWAYS = new ActiveTime(null, null);

    static final String EXPECTED =
            "a time of RFC 3339 with its offset, such as 2026-01-01T00:00:00Z, from 1970 to 9999";

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** One of the moments, to the millisecond. */
    static Optional<Instant> parse(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text.strip()).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** Whether it includes all of another. */
    boolean includes(ActiveTime other) {
        boolean early = from == null || (other.from != null && !other.from.isBefore(from));
        return early && (until == null || (other.until != null && !other.until.isAfter(until)));
    }
}
