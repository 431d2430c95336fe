package io.sealpost.rules.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.FlushModeType;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The organizations in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
public class Organizations implements PanacheRepositoryBase<Organization, String> {

    /** Key of the advisory lock; any number that nobody else takes in this database. */
    private static final long TREE = 0x5ea1_0001L;

    private final TransactionSynchronizationRegistry transaction;

    Organizations(TransactionSynchronizationRegistry transaction) {
        this.transaction = transaction;
    }

    /** Lets nobody else change the shape of the tree, or rely on it, until this transaction ends. */
    public void lockTree() {
        lock("pg_advisory_xact_lock");
    }

    /** Lets nobody change the shape of the tree until this transaction ends; others may rely on it, too. */
    public void holdTree() {
        if (transaction.getResource(Organizations.class) == null) {
            lock("pg_advisory_xact_lock_shared");
        }
    }

    /** Asks the database but once in a transaction, which may be an import of thousands of domains. */
    private void lock(String function) {
        if (!function.equals(transaction.getResource(Organizations.class))) {
            getEntityManager()
                    .createNativeQuery("select cast(" + function + "(:tree) as text)")
                    .setParameter("tree", TREE)
                    .setFlushMode(FlushModeType.COMMIT)
                    .getSingleResult();
            transaction.putResource(Organizations.class, function);
        }
    }

    /** Organizations in the order of their ids, from behind {@code after}; {@code root} and those below it, if given. */
    public List<Organization> after(String after, int most, @Nullable String root) {
        return getSession()
                .createNativeQuery("""
                        select * from organizations where id > :after
                          and (cast(:root as text) is null or id in (select organization_subtree(:root)))
                        order by id limit :most""", Organization.class)
                .setParameter("after", after)
                .setParameter("root", root, String.class)
                .setParameter("most", most)
                .getResultList();
    }

    /** The ids of all organizations, each behind the one above it. */
    public List<String> fromTheTop() {
        List<?> ids = getEntityManager().createNativeQuery("""
                        with recursive tree (id, depth) as (
                          select id, 0 from organizations where parent is null
                          union all
                          select o.id, t.depth + 1 from organizations o join tree t on t.id = o.parent)
                        select id from tree order by depth, id""").getResultList();
        return ids.stream().map(id -> (String) id).toList();
    }

    public long childrenOf(String id) {
        return count("parent", id);
    }

    /** The organization and all above it, the topmost first. */
    public List<Organization> chain(String id) {
        Deque<Organization> chain = new ArrayDeque<>();
        Organization at = findById(id);
        while (at != null) {
            chain.addFirst(at);
            String parent = at.values().parent();
            at = parent == null ? null : findById(parent);
        }
        return List.copyOf(chain);
    }

    /** Whether {@code id} is {@code ancestor} or stands somewhere below it. */
    public boolean isWithin(String id, String ancestor) {
        return (boolean) getEntityManager()
                .createNativeQuery("select :ancestor = any (organization_path(:id))")
                .setParameter("ancestor", ancestor)
                .setParameter("id", id)
                .getSingleResult();
    }
}
