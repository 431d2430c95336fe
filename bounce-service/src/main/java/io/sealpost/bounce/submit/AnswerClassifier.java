package io.sealpost.bounce.submit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges what a relay answered to {@code POST /v1/messages}. A refusal is a problem document (RFC 9457) that holds the SMTP
 * reply; whatever is not known for sure defers.
 */
final class AnswerClassifier {

    private static final int TAKEN = 202;
    private static final Set<Integer> ABOUT_THE_REPORT = Set.of(403, 413, 422);
    private static final Pattern QUEUE_ID = Pattern.compile("[!-~]{1,100}");

    private AnswerClassifier() {}

    static Submission classify(String relay, int status, Buffer body) {
        JsonObject document = document(body);
        if (status == TAKEN) {
            return new Submission.Accepted(relay, text(document, "queueId").filter(QUEUE_ID.asMatchPredicate()));
        }
        String cause = FailureClassifier.line(
                "HTTP " + status + " " + text(document, "detail").orElse(""));
        return ABOUT_THE_REPORT.contains(status) && FailureClassifier.isFinal(reply(document))
                ? new Submission.Refused(Optional.of(relay), cause)
                : new Submission.Deferred(relay + ": " + cause, Optional.empty());
    }

    private static JsonObject document(Buffer body) {
        try {
            return body.toJsonObject();
        } catch (DecodeException | ClassCastException notOne) {
            return new JsonObject();
        }
    }

    private static Optional<String> text(JsonObject document, String name) {
        return Optional.ofNullable(document.getValue(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static String reply(JsonObject document) {
        return String.valueOf(document.getValue("smtpCode"));
    }
}
