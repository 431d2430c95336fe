package io.sealpost.rules.change;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The row of a scope. Only changed columns are written: the publisher's and the writers' never collide. */
@Entity
@Table(name = "scopes")
@DynamicUpdate
class ScopeState {

    @Id
    @Column(name = "scope")
    String key;

    long revision;
    boolean deleted;
    long size;
    String changedBy;
    Instant changedAt;
    long publishedRevision;
    long publishedEpoch;

    @Nullable String topicId;

    @Nullable Long topicOffset;

    protected ScopeState() {}
}
