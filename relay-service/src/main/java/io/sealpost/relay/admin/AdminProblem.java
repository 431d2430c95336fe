package io.sealpost.relay.admin;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;

/** Everything that this room refuses, with its status and its type URI (RFC 9457 §3.1). */
enum AdminProblem {
    NOT_CONFIGURED(503, "not-configured", "The operator API is closed"),
    UNAUTHORIZED(401, "unauthorized", "The bearer secret is missing or wrong"),
    BAD_PARAMETER(400, "bad-parameter", "A parameter does not fit"),
    NO_SUCH_MESSAGE(404, "no-such-message", "There is no such message"),
    NO_SUCH_RECORD(404, "no-such-record", "There is no such damaged record"),
    NO_SUCH_SCOPE(404, "no-such-scope", "There is no such scope"),
    NO_SUCH_DESTINATION(404, "no-such-destination", "There is no such destination"),
    NOT_PAUSED(404, "not-paused", "The destination is not paused"),
    TOO_MANY_PAUSED(409, "too-many-paused", "Too many destinations are paused"),
    BEING_TRIED(409, "being-tried", "An attempt is under way"),
    RULES_NOT_KNOWN(409, "rules-not-known", "The rules are not known"),
    NOT_HELD(409, "not-held", "No rule holds the message"),
    IS_REPORT(409, "is-report", "The message is a report");

    private final int status;
    private final String name;
    private final String title;

    AdminProblem(int status, String name, String title) {
        this.status = status;
        this.name = name;
        this.title = title;
    }

    /** The exception that answers with it. */
    HttpProblem with(String detail) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withType(URI.create("https://sealpost.io/problems/" + name))
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail);
        if (this == UNAUTHORIZED) {
            problem.withHeader("WWW-Authenticate", "Bearer");
        }
        return problem.build();
    }
}
