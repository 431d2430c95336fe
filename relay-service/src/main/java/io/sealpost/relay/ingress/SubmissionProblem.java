package io.sealpost.relay.ingress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import java.net.URI;

/**
 * What is answered over HTTP where SMTP refuses: a problem document (RFC 9457) that holds the reply, under the status that
 * comes nearest to it.
 */
enum SubmissionProblem {
    UNAUTHORIZED(401, "unauthorized", "The login is missing or wrong"),
    FORBIDDEN(403, "refused", "This client may not send that"),
    UNDER_WAY(409, "under-way", "The same message is being taken"),
    TOO_LARGE(413, "too-large", "The message is too large"),
    NO_MESSAGE(415, "no-message", "The body is no message"),
    UNSENDABLE(422, "unsendable", "The message or its envelope cannot be sent"),
    THROTTLED(429, "throttled", "More than this client may send for now"),
    UNAVAILABLE(503, "unavailable", "The relay cannot take mail for now");

    private static final int RETRY_AFTER_SECONDS = 60;

    private final int status;
    private final String name;
    private final String title;

    SubmissionProblem(int status, String name, String title) {
        this.status = status;
        this.name = name;
        this.title = title;
    }

    /** The problem that this refusal is. */
    static HttpProblem of(Reply reply) {
        return kind(reply).with(reply);
    }

    HttpProblem with(Reply reply) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create("https://sealpost.io/problems/" + name))
                .withStatus(status)
                .withTitle(title)
                .withDetail(String.join(" ", reply.lines()))
                .with("smtpCode", reply.code())
                .with(
                        "enhancedStatus",
                        reply.enhancedStatus().map(EnhancedStatus::toString).orElse(""));
        if (this == UNAUTHORIZED) {
            problem.withHeader("WWW-Authenticate", "Basic realm=\"sealpost\", charset=\"UTF-8\"");
        }
        if (this == UNDER_WAY) {
            problem.withHeader("Retry-After", "1");
        }
        if (this == THROTTLED || this == UNAVAILABLE) {
            problem.withHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        return problem.build();
    }

    private static SubmissionProblem kind(Reply reply) {
        String status = reply.enhancedStatus().map(EnhancedStatus::toString).orElse("");
        if (reply.code() == 535) {
            return UNAUTHORIZED;
        }
        if (reply.equals(Replies.UNDER_WAY)) {
            return UNDER_WAY;
        }
        if (status.equals("4.7.1") || (reply.code() == 421 && status.equals("4.7.0"))) {
            return THROTTLED;
        }
        if (reply.code() < 500) {
            return UNAVAILABLE;
        }
        if (status.startsWith("5.7.")) {
            return FORBIDDEN;
        }
        return status.equals("5.3.4") ? TOO_LARGE : UNSENDABLE;
    }
}
