package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.SpooledMessage;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a message is known again that is handed in once more by a client that did not hear that it was taken.
 *
 * @param name what the client calls it
 * @param content a hash of all that was handed in under that name; empty where the name alone tells
 */
record RepeatKey(String name, String content) {
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,200}");

    /** Stands in no name: an Idempotency-Key has no blank. */
    private static final String BEFORE_CONTENT = " sha-256 ";

    RepeatKey {
        Objects.requireNonNull(name);
        Objects.requireNonNull(content);
    }

    /** The name by the Idempotency-Key of an application, apart for each login; refuses one that cannot be kept. */
    static Optional<String> name(@Nullable String header, String login) {
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
    static Optional<RepeatKey> ofReport(SpooledMessage message) {
        return message.report().flatMap(form -> message.messageId()).map(id -> new RepeatKey("report " + id, ""));
    }

    /** Reads what {@link #text} wrote. */
    static RepeatKey parse(String text) {
        int end = text.lastIndexOf(BEFORE_CONTENT);
        return end < 0
                ? new RepeatKey(text, "")
                : new RepeatKey(text.substring(0, end), text.substring(end + BEFORE_CONTENT.length()));
    }

    /** As it is written into the spool. */
    String text() {
        return content.isEmpty() ? name : name + BEFORE_CONTENT + content;
    }

    /** Whether another message was handed in under the same name. */
    boolean contradicts(RepeatKey other) {
        return !content.equals(other.content);
    }
}
