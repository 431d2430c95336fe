package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A recipient who did not get the message.
 *
 * @param cause what decided
 * @param status enhanced status code, always of class 5 (RFC 3463)
 * @param hosts indexes into {@link ReportDue#hosts()}, in the order tried
 */
public record FailedRecipient(
        @JsonProperty(required = true) String address,
        @JsonProperty(value = "class", required = true) AttemptClass cause,
        @JsonProperty(required = true) String status,
        @JsonProperty(required = true) Diagnostic diagnostic,
        @JsonProperty(required = true) List<AppliedRule> rules,
        @JsonProperty(required = true) Instant firstAttemptAt,
        @JsonProperty(required = true) Instant lastAttemptAt,
        @JsonProperty(required = true) List<Integer> hosts) {

    public FailedRecipient {
        Require.nonEmpty("recipients.address", address);
        Require.line("recipients.address", address);
        Require.present("recipients.class", cause);
        Require.matching("recipients.status", status, Require.PERMANENT_STATUS);
        Require.present("recipients.diagnostic", diagnostic);
        Require.present("recipients.firstAttemptAt", firstAttemptAt);
        Require.present("recipients.lastAttemptAt", lastAttemptAt);
        rules = List.copyOf(Require.present("recipients.rules", rules));
        hosts = List.copyOf(Require.present("recipients.hosts", hosts));
    }
}
