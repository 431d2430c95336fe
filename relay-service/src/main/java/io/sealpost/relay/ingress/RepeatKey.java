package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.SpooledMessage;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** By what a message is known again that is handed in once more by a client that did not hear that it was taken. */
final class RepeatKey {
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,200}");

    private RepeatKey() {}

    /** The Idempotency-Key of an application, apart for each login; refuses one that cannot be kept. */
    static Optional<String> of(@Nullable String header, String login) {
        if (header == null) {
            return Optional.empty();
        }
        if (!PRINTABLE.matcher(header).matches()) {
            throw SubmissionProblem.UNSENDABLE.with(
                    Replies.of(501, "5.5.4", "Idempotency-Key must be 1 to 200 printable characters without a space"));
        }
        return Optional.of("key " + login.toLowerCase(Locale.ROOT) + " " + header);
    }

    /** The Message-ID of a report of the bounce-service. */
    static Optional<String> ofReport(SpooledMessage message) {
        return message.report().flatMap(form -> message.messageId()).map(id -> "report " + id);
    }
}
