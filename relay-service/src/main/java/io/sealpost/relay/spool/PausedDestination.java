package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Domain;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A recipient domain to which an operator lets no mail go.
 *
 * @param since when it was paused
 * @param reason why, 1 to 200 printable characters; never told to senders
 */
public record PausedDestination(Domain domain, Instant since, Optional<String> reason) {
    private static final Pattern REASON = Pattern.compile("[^\\p{Cc}\\p{Cf}\\u2028\\u2029]{1,200}");

    /** @throws IllegalArgumentException with the field and what would be right */
    public PausedDestination {
        Objects.requireNonNull(domain);
        Objects.requireNonNull(since);
        if (reason.isPresent() && !REASON.matcher(reason.get()).matches()) {
            throw new IllegalArgumentException("reason: expected 1 to 200 printable characters");
        }
    }
}
