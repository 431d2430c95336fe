package io.sealpost.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.spi.Converter;

/** A duration in ISO 8601, longer than nothing and not above 10000 days. */
public final class Span implements Converter<Duration> {
    private static final long serialVersionUID = 1L;
    private static final String RIGHT = "must be a duration above zero and up to P10000D, such as PT30S, PT5M or P5D";
    private static final Duration LONGEST = Duration.ofDays(10_000);

    @Override
    public Duration convert(String value) {
        Duration duration;
        try {
            duration = Duration.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(RIGHT, e);
        }
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(RIGHT);
        }
        return duration;
    }
}
