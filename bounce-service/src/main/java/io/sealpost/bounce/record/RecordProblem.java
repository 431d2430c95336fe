package io.sealpost.bounce.record;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** What a caller did wrong, or has to wait for, as RFC 9457 problem documents. */
final class RecordProblem {

    /** An outage that is noticed lasts for some seconds at least. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private RecordProblem() {}

    static HttpProblem unauthorized() {
        return HttpProblem.builder()
                .withTitle("Unauthorized")
                .withStatus(Status.UNAUTHORIZED)
                .withDetail("Send the operators' secret as a bearer token.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    static HttpProblem databaseAway() {
        return HttpProblem.builder()
                .withTitle("Unavailable for the moment")
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withDetail("The database cannot be reached at present. Try again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static HttpProblem noSuchReport(String id) {
        return HttpProblem.valueOf(Status.NOT_FOUND, "There is no report '" + id + "'.");
    }

    static HttpProblem notSent(String id) {
        return HttpProblem.valueOf(Status.NOT_FOUND, "Report '" + id + "' is suppressed: there is no message.");
    }

    static HttpProblem unreadableEvent(String id) {
        return HttpProblem.valueOf(Status.NOT_FOUND, "The stored event of report '" + id + "' cannot be read.");
    }

    static HttpProblem underWay(String id) {
        return HttpProblem.valueOf(
                Status.CONFLICT, "Report '" + id + "' is being submitted just now. Look at its status in a minute.");
    }

    static HttpProblem nobodyMayBeTold(String id, String reason) {
        return HttpProblem.valueOf(Status.CONFLICT, "Report '" + id + "' is not sent: " + reason + ".");
    }

    static HttpProblem unreadable(String reason) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The body is no event that can be reported: " + reason + ".");
    }

    static HttpProblem invalid(String parameter, String value, String right) {
        return HttpProblem.valueOf(
                Status.BAD_REQUEST, "Query parameter '" + parameter + "': '" + value + "' is not " + right + ".");
    }
}
