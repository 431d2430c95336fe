package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportForm;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One message, about an event or a digest. Rows are written by the statements of {@link ReportStore} alone. */
@Entity
@Table(name = "report")
class ReportEntity {

    @Id
    String id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "event_id")
    @Nullable EventEntity event;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "digest_id")
    @Nullable DigestEntity digest;

    @Convert(converter = WireNames.Forms.class)
    ReportForm form;

    int copy;
    String addressee;

    @Column(name = "message_id")
    String messageId;

    @Convert(converter = WireNames.Statuses.class)
    ReportStatus status;

    String reason;
    String relay;

    @Column(name = "relay_queue_id")
    String relayQueueId;

    @Column(name = "told_by")
    String toldBy;

    int attempts;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    @Column(name = "settled_at")
    Instant settledAt;

    /** What a report is about that is about no event. */
    DigestEntity digest() {
        return Objects.requireNonNull(digest);
    }
}
