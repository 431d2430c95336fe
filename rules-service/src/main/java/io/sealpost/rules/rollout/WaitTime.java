package io.sealpost.rules.rollout;

import io.sealpost.rules.problem.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code wait}: {@code 10s}, {@code 500ms}, {@code 1m} or ISO 8601, at most a minute. */
public final class WaitTime {

    private static final Duration MOST = Duration.ofSeconds(60);

    private WaitTime() {}

    /** The time to wait; empty where none is asked for. */
    public static Optional<Duration> parse(@Nullable String wait) {
        if (wait == null) {
            return Optional.empty();
        }
        try {
            Duration time = wait.matches("\\d{1,5}ms")
                    ? Duration.ofMillis(Long.parseLong(wait.substring(0, wait.length() - 2)))
                    : Duration.parse(wait.matches("\\d{1,5}[smSM]") ? "PT" + wait.toUpperCase(Locale.ROOT) : wait);
            if (!time.isNegative() && time.compareTo(MOST) <= 0) {
                return Optional.of(time);
            }
        } catch (DateTimeParseException noDuration) {
            // Refused below, like one that is too long.
        }
        throw new Problem.BadParameter("wait", wait, "a time from 0s to 60s, as 10s or PT10S").asException();
    }
}
