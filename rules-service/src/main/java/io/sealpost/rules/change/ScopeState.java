package io.sealpost.rules.change;

import io.sealpost.rules.change.Publications.LatestChange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;

/** What writers change of a scope's row. Only changed columns are written; the publisher's are not among them. */
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

    protected ScopeState() {}

    LatestChange latest() {
        return new LatestChange(Scope.ofKey(key), revision, deleted, changedBy, changedAt);
    }
}
