package io.sealpost.rules.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.sealpost.rules.access.Access;
import io.sealpost.rules.audit.Seals.Seal;
import io.sealpost.rules.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the audit. A tenant sees what was of its subtree when it was changed, and while its organization was there. */
@ApplicationScoped
@Transactional
class AuditLog {

    private static final String OF_THE_CALLER = """
            a.organizations @> array[cast(:root as text)]
            and a.at >= (select date_trunc('milliseconds', created_at) from organizations where id = :root)""";

    private static final int PAGE = 1000;

    private final Seals seals;
    private final Access access;
    private final List<AuditRemark> remarks;
    private final EntityManager database;

    AuditLog(Seals seals, Access access, @All List<AuditRemark> remarks, EntityManager database) {
        this.seals = seals;
        this.access = access;
        this.remarks = remarks;
        this.database = database;
    }

    /** Sealed changes in the order of their positions, from behind {@code after}. */
    List<SealedEntry> after(long after, int most, AuditFilter filter) {
        Map<String, Object> conditions = filter.conditions();
        access.root().ifPresent(root -> conditions.put(OF_THE_CALLER, root));
        String sql =
                "select s.position, encode(s.hash, 'hex'), s.entry from audit_seals s join audit a on a.id = s.entry "
                        + "where s.position > :after and "
                        + String.join(" and ", conditions.keySet()) + (conditions.isEmpty() ? "true" : "")
                        + " order by s.position limit :most";
        var query = database.createNativeQuery(sql).setParameter("after", after).setParameter("most", most);
        conditions.forEach((condition, value) -> query.setParameter(parameter(condition), value));
        List<Seal> found = Seals.seals(query.getResultList());
        Map<Long, AuditEntry> entries = seals.entries(found);
        return found.stream().flatMap(seal -> sealed(seal, entries)).toList();
    }

    /** Nothing where somebody took the change away; the verification says so. */
    private Stream<SealedEntry> sealed(Seal seal, Map<Long, AuditEntry> entries) {
        return Stream.ofNullable(entries.get(seal.entry()))
                .map(entry ->
                        new SealedEntry(seal.chain().position(), seal.chain().hash(), warnings(entry), entry));
    }

    private List<String> warnings(AuditEntry entry) {
        JsonNode after = entry.after();
        return after == null
                ? List.of()
                : remarks.stream()
                        .flatMap(remark -> remark.about(entry.kind(), after).stream())
                        .toList();
    }

    /** The first page of an export, or the next; empty at its end. */
    List<SealedEntry> page(long after, AuditFilter filter) {
        return after(after, PAGE, filter);
    }

    /** A page of seals, verified. */
    Verification verify(Verification before) {
        List<Seal> next = seals.after(before.position(), PAGE);
        if (next.isEmpty() || !before.holds()) {
            return before;
        }
        return before.with(next, seals.entries(next));
    }

    Verification begin(long after) {
        return seals.at(after)
                .map(Verification::of)
                .orElseThrow(() -> new Problem.BadParameter("after", Long.toString(after), "a position of the chain")
                        .asException());
    }

    Verification end(Verification verified) {
        return verified.with(seals.unsealed(), seals.uncovered());
    }

    private static String parameter(String condition) {
        return condition.replaceAll("(?s).*?:(\\w+).*", "$1");
    }
}
