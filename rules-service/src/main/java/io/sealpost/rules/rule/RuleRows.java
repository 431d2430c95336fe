package io.sealpost.rules.rule;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The rules in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
class RuleRows implements PanacheRepositoryBase<RuleRow, UUID> {

    /** Room between two rules: so many others can be put there, one by one at the same place about twenty. */
    private static final long STEP = 1 << 20;

    /** Rules of a scope in their order, from behind position {@code after}. */
    List<RuleRow> after(Scope scope, long after, RuleFilter filter, int most) {
        var query = getEntityManager()
                .createNativeQuery(
                        "select * from rules where scope = :scope and position > :after" + filter.conditions()
                                + " order by position",
                        RuleRow.class)
                .setParameter("scope", scope.key())
                .setParameter("after", after)
                .setMaxResults(most);
        filter.parameters().forEach(query::setParameter);
        @SuppressWarnings("unchecked")
        List<RuleRow> rows = query.getResultList();
        return rows;
    }

    List<RuleRow> all(Scope scope) {
        return list("scope = ?1 order by position", scope.key());
    }

    /** The rules of all these scopes, those of each in their order. */
    List<RuleRow> all(Collection<Scope> scopes) {
        return list(
                "scope in ?1 order by position", scopes.stream().map(Scope::key).toList());
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

    /** A new rule of a scope that has none. */
    RuleRow first(Scope scope) {
        return new RuleRow(UUID.randomUUID(), scope, STEP);
    }

    /** A new rule behind the last one; call it with the scope locked. */
    RuleRow behindTheLast(Scope scope) {
        long last = getEntityManager()
                .createQuery("select coalesce(max(r.position), 0) from RuleRow r where r.scope = :scope", Long.class)
                .setParameter("scope", scope.key())
                .getSingleResult();
        return new RuleRow(UUID.randomUUID(), scope, last + STEP);
    }

    /** A new rule that {@link #order} will place. */
    RuleRow unplaced(Scope scope) {
        return new RuleRow(UUID.randomUUID(), scope, 0);
    }

    /** Puts a rule right before or behind another one of its scope; returns whether it stood elsewhere. */
    boolean move(Scope scope, RuleRow row, RuleRow other, boolean before) {
        List<RuleRow> others =
                all(scope).stream().filter(one -> !one.id().equals(row.id())).toList();
        int place = others.indexOf(other) + (before ? 0 : 1);
        long low = place == 0 ? 0 : others.get(place - 1).position();
        long high = place == others.size() ? low + 2 * STEP : others.get(place).position();
        if (low < row.position() && (row.position() < high || place == others.size())) {
            return false;
        }
        if (high - low > 1) {
            row.place(low + (high - low) / 2);
            return true;
        }
        spread(others);
        return move(scope, row, other, before);
    }

    /**
     * Gives these rules, all of a scope, this order. Those that stay keep their positions, which cursors of pages name, as
     * long as there is room for the others between them.
     *
     * @param stays whether a rule stands in this order with all others that stay
     */
    static void order(List<RuleRow> wanted, Predicate<RuleRow> stays) {
        long low = 0;
        int begin = 0;
        for (int end = 0; end <= wanted.size(); end++) {
            boolean last = end == wanted.size();
            if (!last && !stays.test(wanted.get(end))) {
                continue;
            }
            long step = last ? STEP : (wanted.get(end).position() - low) / (end - begin + 1);
            if (step == 0) {
                spread(wanted);
                return;
            }
            for (RuleRow row : wanted.subList(begin, end)) {
                low += step;
                row.place(low);
            }
            low = last ? low : wanted.get(end).position();
            begin = end + 1;
        }
    }

    private static void spread(List<RuleRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).place((i + 1) * STEP);
        }
    }

    void delete(@Observes ScopeDeleted deleted) {
        delete("scope", deleted.scope().key());
    }
}
