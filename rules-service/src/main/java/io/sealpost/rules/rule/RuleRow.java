package io.sealpost.rules.rule;

import io.sealpost.rules.change.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

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
    @JdbcTypeCode(SqlTypes.JSON)
    private String criteria;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private String actions;

    private long size;

    protected RuleRow() {}

    RuleRow(UUID id, Scope scope, long position) {
        this.id = id;
        this.scope = scope.key();
        this.position = position;
    }

    /** Takes the values, as of this revision of the scope. */
    void become(RuleValues values, long newRevision) {
        name = values.name();
        direction = values.direction().word();
        enabled = values.enabled();
        criteria = RuleJson.write(values.criteria());
        actions = RuleJson.write(values.actions());
        size = RuleJson.size(values);
        revision = newRevision;
    }

    Rule rule() {
        return new Rule(
                id,
                revision,
                position,
                name,
                Direction.parse(direction).orElseThrow(),
                enabled,
                RuleJson.read(criteria, Criteria.class),
                RuleJson.read(actions, Actions.class));
    }

    UUID id() {
        return id;
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
