package io.sealpost.rules.rule;

import io.sealpost.rules.change.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of a rule. */
@Entity
@Table(name = "rules")
class RuleRow {

    @Id
    private UUID id;

    @Column(nullable = false)
    private String scope;

    private long position;
    private long revision;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String direction;

    private boolean enabled;

    @Column(nullable = false)
    private String mode;

    private @Nullable Instant activeFrom;
    private @Nullable Instant activeUntil;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private String criteria;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private String actions;

    @Column(nullable = false)
    private String[] lists;

    private short format;
    private long size;

    @Column(nullable = false)
    private Instant changedAt;

    protected RuleRow() {}

    RuleRow(UUID id, Scope scope, long position) {
        this.id = id;
        this.scope = scope.key();
        this.position = position;
    }

    /** Takes the values, as of this revision of the scope, drawn at this time. */
    void become(RuleValues values, long newRevision, Instant at) {
        name = values.name();
        direction = values.direction().word();
        enabled = values.enabled();
        mode = values.mode().word();
        activeFrom = values.active().from();
        activeUntil = values.active().until();
        criteria = RuleJson.write(values.criteria());
        actions = RuleJson.write(values.actions());
        lists = values.criteria().lists().toArray(String[]::new);
        format = RuleJson.FORMAT;
        size = RuleJson.size(values);
        revision = newRevision;
        changedAt = at;
    }

    Rule rule() {
        return new Rule(
                id,
                revision,
                name,
                Direction.parse(direction).orElseThrow(),
                enabled,
                Mode.parse(mode).orElseThrow(),
                new ActiveTime(activeFrom, activeUntil),
                RuleJson.read(format, criteria, Criteria.class),
                RuleJson.read(format, actions, Actions.class));
    }

    Lint.Dated dated() {
        return new Lint.Dated(rule(), changedAt);
    }

    UUID id() {
        return id;
    }

    Scope scope() {
        return Scope.ofKey(scope);
    }

    /** Puts the rule somewhere else among those of its scope; that is no change of the rule itself. */
    void place(long newPosition) {
        position = newPosition;
    }

    long position() {
        return position;
    }

    long revision() {
        return revision;
    }

    long size() {
        return size;
    }
}
