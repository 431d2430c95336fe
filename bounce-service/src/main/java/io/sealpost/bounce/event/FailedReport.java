package io.sealpost.bounce.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Says that the message that failed was itself a report of ours.
 *
 * @param messageId its Message-ID with angle brackets, by which it is recognised
 * @param form what its {@code Sealpost-Report} header said
 */
public record FailedReport(
        @JsonProperty(required = true) String messageId,
        @JsonProperty(required = true) ReportForm form) {

    public FailedReport {
        Require.line("report.messageId", messageId);
        Require.present("report.form", form);
    }
}
