package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A report that this instance alone may work on until its lease is over.
 *
 * @param messageId with angle brackets
 * @param lease without which the report cannot be settled
 * @param attempts how often it was claimed, this time included
 * @param suspect the relay that may have it already, since its reply was lost
 * @param createdAt the date that the report carries
 * @param traceparent of the submission of the message that it is about, if that is traced
 */
public record Claim(
        String reportId,
        String messageId,
        ReportForm form,
        UUID lease,
        int attempts,
        Optional<String> suspect,
        Instant createdAt,
        Subject subject,
        Optional<String> traceparent) {}
