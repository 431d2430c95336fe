package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.QueueId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;

/**
 * Makes the header that leaves of the one that was submitted: Date and Message-ID are added where they are missing
 * (RFC 6409 §8), Bcc and Resent-Bcc (RFC 5322 §3.6.3) and Return-Path (RFC 5321 §4.4) are removed, and nothing else is
 * touched: signatures would break.
 *
 * @param hostname what this relay calls itself
 * @param clock the time
 */
record HeaderCompletion(String hostname, Clock clock) {
    private static final Set<String> REMOVED = Set.of("bcc", "resent-bcc", "return-path");

    HeaderBlock of(HeaderBlock submitted, QueueId id) {
        String missing = "";
        if (submitted.named("date").isEmpty()) {
            missing += "Date: " + TraceHeader.date(clock.instant()) + "\r\n";
        }
        if (submitted.named("message-id").isEmpty()) {
            missing += "Message-ID: <" + id + "@" + hostname + ">\r\n";
        }
        HeaderBlock rest = submitted.without(REMOVED);
        return missing.isEmpty() ? rest : rest.with(missing.getBytes(StandardCharsets.US_ASCII));
    }
}
