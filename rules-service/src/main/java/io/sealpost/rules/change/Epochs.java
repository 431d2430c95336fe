package io.sealpost.rules.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;

/**
 * The epoch: raised by an operator when the database is older than the topic, so that all of it counts as newer.
 * Every call blocks, in a transaction of its own or yours.
 */
@ApplicationScoped
public class Epochs {

    private final EntityManager database;
    private final Publications publications;
    private final ChangeNotices notices;

    Epochs(EntityManager database, Publications publications, ChangeNotices notices) {
        this.database = database;
        this.publications = publications;
        this.notices = notices;
    }

    @Transactional
    public Epoch present() {
        Object[] row = (Object[]) database.createNativeQuery("""
                        select p.epoch, p.reconciled_epoch,
                          (select coalesce(max(s.seen_epoch), 0) from scopes s where s.topic_id = p.topic_id)
                        from publication p""").getSingleResult();
        return new Epoch(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), ((Number) row[2]).longValue());
    }

    /** Raises the epoch by one, and wakes the publisher after the commit. */
    @Transactional
    public long raise() {
        database.createNativeQuery("update publication set epoch = epoch + 1").executeUpdate();
        notices.afterCommit();
        return present().number();
    }

    /**
     * Ends the search of the topic that a raised epoch asks for. An epoch that was raised further in the meantime
     * stays, and asks for another search.
     *
     * @param number the epoch from now on; no lower than what the operator raised it to
     * @param onTopic the scopes that have a record on the topic; those that the database never heard of are noted as
     *     deleted, which publishes their deletion
     */
    @Transactional
    public void reconciled(long number, Collection<Scope> onTopic) {
        onTopic.forEach(scope -> publications.deleteUnknown(scope, "operator"));
        database.createNativeQuery(
                        "update publication set epoch = greatest(epoch, :number), reconciled_epoch = :number")
                .setParameter("number", number)
                .executeUpdate();
    }

    /**
     * The epoch.
     *
     * @param reconciled up to which one the topic was searched; that one is published
     * @param highestSeen the highest one that was seen on the present topic
     */
    public record Epoch(long number, long reconciled, long highestSeen) {
        public boolean unreconciled() {
            return reconciled < number;
        }
    }
}
