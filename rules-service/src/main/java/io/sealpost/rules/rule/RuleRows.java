package io.sealpost.rules.rule;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
class RuleRows implements PanacheRepositoryBase<RuleRow, UUID> {

    /** Rules of a scope in their order, from behind position {@code after}. */
    List<RuleRow> after(Scope scope, long after, int most) {
        return find("scope = ?1 and position > ?2 order by position", scope.key(), after)
                .page(0, most)
                .list();
    }

    List<RuleRow> all(Scope scope) {
        return list("scope = ?1 order by position", scope.key());
    }

    Optional<RuleRow> find(Scope scope, UUID id) {
        return find("scope = ?1 and id = ?2", scope.key(), id).firstResultOptional();
    }

    /** The rule that has this name in this direction, if there is one. */
    Optional<RuleRow> named(Scope scope, RuleValues values) {
        return find(
                        "scope = ?1 and direction = ?2 and name = ?3",
                        scope.key(),
                        values.direction().word(),
                        values.name())
                .firstResultOptional();
    }

    /** The position behind the last rule; call it with the scope locked. */
    long nextPosition(Scope scope) {
        return getEntityManager()
                .createQuery(
                        "select coalesce(max(r.position), 0) + 1 from RuleRow r where r.scope = :scope", Long.class)
                .setParameter("scope", scope.key())
                .getSingleResult();
    }

    void delete(@Observes ScopeDeleted deleted) {
        delete("scope", deleted.scope().key());
    }
}
