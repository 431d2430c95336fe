package io.sealpost.rules.rule;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long failures of TLS are retried before the mail bounces for them; zero: not at all. */
record RetryWindow(Duration duration) {

    static final String EXPECTED = "an ISO 8601 duration from PT0S to P5D, such as PT4H";

    private static final Duration LONGEST = Duration.ofDays(5);

    static Optional<RetryWindow> parse(String text) {
        try {
            Duration duration = Duration.parse(text.strip());
            return duration.isNegative() || duration.compareTo(LONGEST) > 0
                    ? Optional.empty()
                    : Optional.of(new RetryWindow(duration));
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }

    /** The canonical form: hours, minutes and seconds, so P5D is PT120H. */
    String text() {
        return duration.toString();
    }
}
