package io.sealpost.rules.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The chain in the database. Every call blocks, in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class Seals implements PanacheRepositoryBase<AuditRow, Long> {

    /** Key of the advisory lock; any number that nobody else takes in this database. */
    private static final long SEALER = 0x5ea1_0003L;

    /** Chains up to {@code most} changes that are committed; returns how many. Nothing while another instance does. */
    int seal(int most) {
        if (!(boolean) ask("select pg_try_advisory_xact_lock(" + SEALER + ")")) {
            return 0;
        }
        List<AuditRow> due = getSession()
                .createNativeQuery(
                        "select a.* from audit a join audit_unsealed u on u.entry = a.id order by a.id limit :most",
                        AuditRow.class)
                .setParameter("most", most)
                .getResultList();
        Chain chain = last();
        List<Seal> seals = new ArrayList<>();
        for (AuditRow row : due) {
            chain = chain.with(row.entry());
            seals.add(new Seal(chain, row.entry().id()));
        }
        write(seals);
        return due.size();
    }

    /** The seals behind a position, in order. */
    List<Seal> after(long position, int most) {
        return seals(getEntityManager()
                .createNativeQuery("""
                        select position, encode(hash, 'hex'), entry from audit_seals
                        where position > :position order by position limit :most""")
                .setParameter("position", position)
                .setParameter("most", most)
                .getResultList());
    }

    /** The chain up to a position; empty where there is no such one. */
    Optional<Chain> at(long position) {
        return position == 0
                ? Optional.of(Chain.EMPTY)
                : after(position - 1, 1).stream()
                        .map(Seal::chain)
                        .filter(chain -> chain.position() == position)
                        .findFirst();
    }

    /** Changes by their ids. */
    Map<Long, AuditEntry> entries(Collection<Seal> seals) {
        return list("id in ?1", seals.stream().map(Seal::entry).toList()).stream()
                .map(AuditRow::entry)
                .collect(Collectors.toMap(AuditEntry::id, Function.identity()));
    }

    long unsealed() {
        return (long) ask("select count(*) from audit_unsealed");
    }

    /** Changes that are neither sealed nor wait for it, as if somebody had taken their seals away. */
    long uncovered() {
        return (long) ask("""
                select count(*) from audit a
                where not exists (select from audit_seals s where s.entry = a.id)
                  and not exists (select from audit_unsealed u where u.entry = a.id)""");
    }

    static List<Seal> seals(List<?> rows) {
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Seal(
                        new Chain(((Number) row[0]).longValue(), (String) row[1]), ((Number) row[2]).longValue()))
                .toList();
    }

    private Chain last() {
        List<Seal> last = seals(getEntityManager()
                .createNativeQuery(
                        "select position, encode(hash, 'hex'), entry from audit_seals order by position desc limit 1")
                .getResultList());
        return last.isEmpty() ? Chain.EMPTY : last.get(0).chain();
    }

    private void write(List<Seal> seals) {
        if (seals.isEmpty()) {
            return;
        }
        Long[] entries = seals.stream().map(Seal::entry).toArray(Long[]::new);
        getEntityManager()
                .createNativeQuery("""
                        insert into audit_seals (position, entry, hash)
                        select position, entry, decode(hash, 'hex') from unnest(:positions, :entries, :hashes)
                          as u (position, entry, hash)""")
                .setParameter(
                        "positions",
                        seals.stream().map(seal -> seal.chain().position()).toArray(Long[]::new))
                .setParameter("entries", entries)
                .setParameter(
                        "hashes",
                        seals.stream().map(seal -> seal.chain().hash()).toArray(String[]::new))
                .executeUpdate();
        getEntityManager()
                .createNativeQuery("delete from audit_unsealed where entry = any (:entries)")
                .setParameter("entries", entries)
                .executeUpdate();
    }

    private Object ask(String sql) {
        return getEntityManager().createNativeQuery(sql).getSingleResult();
    }

    /** A change's place in the chain. */
    record Seal(Chain chain, long entry) {}
}
