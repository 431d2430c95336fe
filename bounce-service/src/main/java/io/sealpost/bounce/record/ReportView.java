package io.sealpost.bounce.record;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report as operators see it.
 *
 * @param id event id and form; the part of the Message-ID before the @
 * @param event the event as it arrived; only where one report is asked for
 */
record ReportView(
        String id,
        String eventId,
        String queueId,
        String type,
        String form,
        String status,
        @Nullable String reason,
        String messageId,
        String sender,
        @Nullable String domain,
        @Nullable String organization,
        @Nullable String relay,
        int attempts,
        Instant dueAt,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant settledAt,

        @Nullable @JsonRawValue @Schema(implementation = Object.class)
        String event) {

    /** A page of the list; {@code nextCursor} is null on the last one. */
    record Page(List<ReportView> items, @Nullable String nextCursor) {}

    static ReportView summary(ReportEntity row) {
        return of(row, null);
    }

    static ReportView withEvent(ReportEntity row) {
        return of(row, new String(row.event.value, StandardCharsets.UTF_8));
    }

    private static ReportView of(ReportEntity row, @Nullable String event) {
        return new ReportView(
                row.id,
                row.event.id,
                row.event.queueId,
                row.event.type,
                row.form.wireName(),
                row.status.wireName(),
                row.reason,
                row.messageId,
                row.event.sender,
                row.event.domain,
                row.event.organization,
                row.relay,
                row.attempts,
                row.event.dueAt,
                row.createdAt,
                row.status == ReportStatus.RECEIVED ? row.nextAttemptAt : null,
                row.settledAt,
                event);
    }
}
