package io.sealpost.rules.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of a change. The database alone writes it. */
@Entity
@Immutable
@Table(name = "audit")
class AuditRow {

    @Id
    private long id;

    private Instant at;
    private @Nullable String key;
    private String actor;
    private @Nullable String address;
    private @Nullable String operation;
    private String kind;
    private String object;
    private String action;
    private @Nullable String scope;

    @Column(columnDefinition = "text[]")
    private String[] organizations;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String before;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String after;

    protected AuditRow() {}

    AuditEntry entry() {
        return new AuditEntry(
                id,
                at,
                key,
                actor,
                address,
                operation,
                action,
                kind,
                object,
                scope,
                List.of(organizations),
                Canonical.read(before),
                Canonical.read(after));
    }
}
