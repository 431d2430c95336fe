package io.sealpost.bounce.record;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A report as operators see it. */
@Schema(name = "Report")
record ReportView(
        @Schema(
                description = "the part of the Message-ID before the @",
                examples = "0193591e-2222-7000-8000-000000000001.full")
        String id,

        @Schema(description = "null where the report tells of many others") @Nullable String eventId,

        @Schema(description = "of the message that it tells of", examples = "0MVDH8R5C0001") @Nullable String queueId,

        @Schema(
                description = "of the event; storm or undelivered where it tells of many others",
                examples = "tls-failure")
        String type,

        @Schema(description = "full, redacted or plain", examples = "full")
        String form,

        @Schema(description = "from 2 on where an operator had it sent again")
        int copy,

        @Schema(description = "received, submitted, suppressed or failed", examples = "submitted")
        String status,

        @Schema(description = "why it is suppressed, failed or waits") @Nullable String reason,

        String messageId,

        @Schema(description = "to whom it goes", examples = "alice@sender.example")
        String sender,

        @Schema(description = "of whom it tells", examples = "bob@bank.example")
        List<String> recipients,

        @Nullable String domain,
        @Nullable String organization,

        @Schema(description = "that has taken it, or may have", examples = "relay-1.example:2525") @Nullable String relay,

        @Schema(description = "what that relay calls it, where it told us") @Nullable String relayQueueId,

        @Schema(description = "the storm or undelivered message that tells of it") @Nullable String toldBy,

        @Schema(description = "how many reports it tells of, where it tells of many") @Nullable Integer members,

        int attempts,
        @Nullable Instant dueAt,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant settledAt,

        @Schema(
                implementation = Object.class,
                description = "the event as it arrived; only where one report is asked for")
        @Nullable @JsonRawValue
        String event) {

    /** A page of the list. */
    @Schema(name = "Reports")
    record Page(
            List<ReportView> items,

            @Schema(description = "names the next page; null on the last one") @Nullable String nextCursor) {}

    static ReportView summary(ReportEntity row) {
        return of(row, null);
    }

    static ReportView withEvent(ReportEntity row) {
        return of(row, row.event == null ? null : new String(row.event.value, StandardCharsets.UTF_8));
    }

    private static ReportView of(ReportEntity row, @Nullable String value) {
        EventEntity event = row.event;
        DigestEntity digest = row.digest;
        return new ReportView(
                row.id,
                event == null ? null : event.id,
                event == null ? null : event.queueId,
                event == null ? row.digest().kind.wireName() : event.type,
                row.form.wireName(),
                row.copy,
                row.status.wireName(),
                row.reason,
                row.messageId,
                event == null ? row.digest().recipient : event.sender,
                event == null ? List.of() : List.of(event.recipients),
                event == null ? null : event.domain,
                event == null ? row.digest().organization : event.organization,
                row.relay,
                row.relayQueueId,
                row.toldBy,
                digest == null ? null : digest.members,
                row.attempts,
                event == null ? null : event.dueAt,
                row.createdAt,
                row.status == ReportStatus.RECEIVED ? row.nextAttemptAt : null,
                row.settledAt,
                value);
    }
}
