package io.sealpost.rules.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What of the scopes is published, and what is not yet. Every call blocks, in a transaction of its own or yours. */
@ApplicationScoped
public class Publications {

    /** A restored database may have lost so many changes; a record that is further ahead is a stranger's. */
    private static final long MOST_LOST_REVISIONS = 1_000_000;

    private final EntityManager database;

    Publications(EntityManager database) {
        this.database = database;
    }

    /** Scopes whose present state is not on this topic in this epoch, oldest change first. */
    @Transactional
    public List<Scope> lagging(String topicId, long epoch, int most) {
        return database.createQuery("""
                        select s.key from ScopeState s
                        where s.revision > 0 and (s.publishedRevision < s.revision or s.publishedEpoch < :epoch
                          or s.topicId is null or s.topicId <> :topicId)
                        order by s.revision""", String.class)
                .setParameter("epoch", epoch)
                .setParameter("topicId", topicId)
                .setMaxResults(most)
                .getResultStream()
                .map(Scope::ofKey)
                .toList();
    }

    /** The latest change of a scope; empty where it never changed. */
    @Transactional
    public Optional<LatestChange> latest(Scope scope) {
        return Optional.ofNullable(database.find(ScopeState.class, scope.key()))
                .filter(state -> state.revision > 0)
                .map(state -> new LatestChange(scope, state.revision, state.deleted, state.changedBy, state.changedAt));
    }

    /**
     * Notes where a state stands. On one topic the record with the highest offset is the one that stays when the
     * topic is compacted; so it wins here, too, and where it carries an older revision, the scope is lagging again.
     */
    @Transactional
    public void published(Place place, long epoch) {
        database.createNativeQuery("""
                        update scopes set published_revision = :revision, published_epoch = :epoch,
                          topic_id = :topicId, topic_offset = :offset
                        where scope = :scope and (topic_id is distinct from :topicId or topic_offset < :offset)""")
                .setParameter("revision", place.revision())
                .setParameter("epoch", epoch)
                .setParameter("topicId", place.topicId())
                .setParameter("offset", place.offset())
                .setParameter("scope", place.scope().key())
                .executeUpdate();
    }

    /**
     * Notes what was found on the topic, as {@link #published} does. A state that is newer than the database's stays
     * noted as such; revisions drawn from now on are higher.
     */
    @Transactional
    public void observed(Place place, long epoch) {
        database.createNativeQuery("""
                        insert into scopes as s (scope, deleted, changed_by, changed_at,
                          published_revision, published_epoch, topic_id, topic_offset)
                        values (:scope, true, '', now(), :revision, :epoch, :topicId, :offset)
                        on conflict (scope) do update set published_revision = excluded.published_revision,
                          published_epoch = excluded.published_epoch, topic_id = excluded.topic_id,
                          topic_offset = excluded.topic_offset
                        where s.topic_id is distinct from excluded.topic_id or s.topic_offset < excluded.topic_offset""")
                .setParameter("scope", place.scope().key())
                .setParameter("revision", place.revision())
                .setParameter("epoch", epoch)
                .setParameter("topicId", place.topicId())
                .setParameter("offset", place.offset())
                .executeUpdate();
        database.createNativeQuery("""
                        select count(nextval('scope_revision'))
                        from scope_revision r, generate_series(1, :revision - r.last_value)
                        where :revision - r.last_value between 1 and :most""", Long.class)
                .setParameter("revision", place.revision())
                .setParameter("most", MOST_LOST_REVISIONS)
                .getSingleResult();
    }

    /** The highest offset that is noted for this topic; -1 for none. */
    @Transactional
    public long lastOffset(String topicId) {
        return database.createQuery(
                        "select coalesce(max(s.topicOffset), -1) from ScopeState s where s.topicId = :topicId",
                        Long.class)
                .setParameter("topicId", topicId)
                .getSingleResult();
    }

    /**
     * Where the published states of these scopes stand; those never published are left out, and so are states newer
     * than the database's, which hold none of its changes.
     */
    @Transactional
    public List<Place> places(Collection<Scope> scopes) {
        return database.createQuery(
                        "select s from ScopeState s where s.key in :keys and s.topicId is not null "
                                + "and s.publishedRevision <= s.revision",
                        ScopeState.class)
                .setParameter("keys", scopes.stream().map(Scope::key).toList())
                .getResultStream()
                .map(state -> new Place(
                        Scope.ofKey(state.key),
                        state.publishedRevision,
                        Objects.requireNonNull(state.topicId),
                        Objects.requireNonNull(state.topicOffset)))
                .toList();
    }

    @Transactional
    public Backlog backlog() {
        Object[] row = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where s.published_revision < s.revision),
                          min(s.changed_at) filter (where s.published_revision < s.revision),
                          count(*) filter (where (s.published_epoch, s.published_revision) > (p.epoch, s.revision))
                        from scopes s cross join publication p""").getSingleResult();
        return new Backlog(
                ((Number) row[0]).longValue(), Optional.ofNullable((Instant) row[1]), ((Number) row[2]).longValue());
    }

    @Transactional
    public Epoch epoch() {
        Object[] row = (Object[]) database.createNativeQuery("select epoch, reconciled_epoch from publication")
                .getSingleResult();
        return new Epoch(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    /** Raises the epoch by one, and wakes the publisher at the commit. */
    @Transactional
    public long raiseEpoch() {
        database.createNativeQuery("update publication set epoch = epoch + 1").executeUpdate();
        database.createNativeQuery("select cast(pg_notify('" + Changes.CHANNEL + "', '') as text)", String.class)
                .getSingleResult();
        return epoch().number();
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
        for (Scope scope : onTopic) {
            database.createNativeQuery("""
                            insert into scopes (scope, revision, deleted, changed_by, changed_at)
                            values (:scope, nextval('scope_revision'), true, 'operator',
                              date_trunc('milliseconds', now()))
                            on conflict (scope) do update set revision = excluded.revision,
                              changed_by = excluded.changed_by, changed_at = excluded.changed_at
                            where scopes.revision = 0""").setParameter("scope", scope.key()).executeUpdate();
        }
        database.createNativeQuery(
                        "update publication set epoch = greatest(epoch, :number), reconciled_epoch = :number")
                .setParameter("number", number)
                .executeUpdate();
    }

    /** The latest change of a scope. */
    public record LatestChange(Scope scope, long revision, boolean deleted, String changedBy, Instant changedAt) {}

    /**
     * How many scopes are not published, and since when the first of them waits.
     *
     * @param ahead of how many scopes the topic holds a newer state than the database
     */
    public record Backlog(long scopes, Optional<Instant> since, long ahead) {
        public static final Backlog NONE = new Backlog(0, Optional.empty(), 0);
    }

    /** The epoch, and up to which one the topic was searched. */
    public record Epoch(long number, long reconciled) {
        public boolean unreconciled() {
            return reconciled < number;
        }
    }
}
