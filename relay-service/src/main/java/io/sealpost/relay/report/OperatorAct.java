package io.sealpost.relay.report;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator did to a waiting message, for those who ask later.
 *
 * @param by who, 1 to 100 printable characters; never told to senders
 * @param reason why, at most 200 printable characters; told to senders where the message is given up
 */
public record OperatorAct(String by, Optional<String> reason) {
    private static final Pattern BY = Pattern.compile("[^\\p{Cc}\\p{Cf}\\u2028\\u2029]{1,100}");
    private static final Pattern REASON = Pattern.compile("[^\\p{Cc}\\p{Cf}\\u2028\\u2029]{1,200}");

    /** @throws IllegalArgumentException with the field and what would be right */
    public OperatorAct {
        if (!BY.matcher(by).matches()) {
            throw new IllegalArgumentException("by: expected 1 to 100 printable characters that say who acts");
        }
        if (reason.isPresent() && !REASON.matcher(reason.get()).matches()) {
            throw new IllegalArgumentException("reason: expected 1 to 200 printable characters");
        }
    }
}
