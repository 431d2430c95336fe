package io.sealpost.bounce.record;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event as it arrived. */
@Entity
@Table(name = "event")
class EventEntity {

    @Id
    String id;

    @Column(name = "queue_id")
    String queueId;

    String type;
    String sender;
    String[] recipients;
    String domain;
    String organization;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "received_at")
    Instant receivedAt;

    @Basic(fetch = FetchType.LAZY)
    byte[] value;
}
