package io.sealpost.rules.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    /** From now on everything is to stand on this topic. */
    @Transactional
    public void begin(String topicId) {
        database.createNativeQuery("update publication set topic_id = :topicId")
                .setParameter("topicId", topicId)
                .executeUpdate();
    }

    /** Scopes whose present state is to be sent, oldest change first. */
    @Transactional
    public List<Scope> lagging(int most) {
        List<?> keys = database.createNativeQuery(
                        "select scope from publishing where lagging order by revision limit :most", String.class)
                .setParameter("most", most)
                .getResultList();
        return keys.stream().map(key -> Scope.ofKey((String) key)).toList();
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
     * The newest state is noted beside it, for relays take nothing older.
     */
    @Transactional
    public void published(Place place, long epoch) {
        noting("""
                update scopes set seen_revision = :revision, seen_epoch = :epoch
                where scope = :scope and (topic_id is distinct from :topicId
                  or (seen_epoch, seen_revision) < (:epoch, :revision))""", place, epoch).executeUpdate();
        noting("""
                update scopes set published_revision = :revision, published_epoch = :epoch,
                  topic_id = :topicId, topic_offset = :offset
                where scope = :scope and (topic_id is distinct from :topicId or topic_offset < :offset)""", place, epoch).setParameter("offset", place.offset()).executeUpdate();
    }

    /**
     * Notes what was found on the topic, as {@link #published} does. A state that is newer than the database's stays
     * noted as such; revisions drawn from now on are higher.
     *
     * @param place with revision 0 where the record cannot be read
     */
    @Transactional
    public void observed(Place place, long epoch) {
        database.createNativeQuery("""
                        insert into scopes (scope, deleted, changed_by, changed_at)
                        values (:scope, true, '', now()) on conflict do nothing""")
                .setParameter("scope", place.scope().key())
                .executeUpdate();
        published(place, epoch);
        database.createNativeQuery("""
                        select count(nextval('scope_revision'))
                        from scope_revision r, generate_series(1, :revision - r.last_value)
                        where :revision - r.last_value between 1 and :most""", Long.class)
                .setParameter("revision", place.revision())
                .setParameter("most", MOST_LOST_REVISIONS)
                .getSingleResult();
        if (place.revision() == 0) {
            deleteIfNobodyKnows(place.scope());
        }
    }

    /** Of a scope that the database lacks and of which nothing readable was seen, the deletion is published. */
    private void deleteIfNobodyKnows(Scope scope) {
        database.createNativeQuery("""
                        update scopes set revision = nextval('scope_revision'), changed_by = 'rules-service',
                          changed_at = date_trunc('milliseconds', now())
                        where scope = :scope and revision = 0 and seen_revision = 0""").setParameter("scope", scope.key()).executeUpdate();
    }

    private Query noting(String update, Place place, long epoch) {
        return database.createNativeQuery(update)
                .setParameter("revision", place.revision())
                .setParameter("epoch", epoch)
                .setParameter("topicId", place.topicId())
                .setParameter("scope", place.scope().key());
    }

    /** Notes a scope that the database never heard of as deleted, which publishes its deletion. */
    void deleteUnknown(Scope scope, String changedBy) {
        database.createNativeQuery("""
                        insert into scopes (scope, revision, deleted, changed_by, changed_at)
                        values (:scope, nextval('scope_revision'), true, :changedBy, date_trunc('milliseconds', now()))
                        on conflict (scope) do update set revision = excluded.revision,
                          changed_by = excluded.changed_by, changed_at = excluded.changed_at
                        where scopes.revision = 0""")
                .setParameter("scope", scope.key())
                .setParameter("changedBy", changedBy)
                .executeUpdate();
    }

    /** The highest offset that is noted for this topic; -1 for none. */
    @Transactional
    public long lastOffset(String topicId) {
        return (long) database.createNativeQuery(
                        "select coalesce(max(topic_offset), -1) from scopes where topic_id = :topicId", Long.class)
                .setParameter("topicId", topicId)
                .getSingleResult();
    }

    /** How the publishing of these scopes stands; those that never changed and never were on a topic are left out. */
    @Transactional
    public List<Publication> of(Collection<Scope> scopes) {
        List<?> rows = database.createNativeQuery("""
                        select scope, published_revision, topic_id, topic_offset, taken, ahead
                        from publishing where scope in (:keys)""", Object[].class)
                .setParameter("keys", scopes.stream().map(Scope::key).toList())
                .getResultList();
        return rows.stream().map(row -> publication((Object[]) row)).toList();
    }

    private static Publication publication(Object[] row) {
        Scope scope = Scope.ofKey((String) row[0]);
        Optional<Place> place = (boolean) row[4]
                ? Optional.of(
                        new Place(scope, ((Number) row[1]).longValue(), (String) row[2], ((Number) row[3]).longValue()))
                : Optional.empty();
        return new Publication(
                scope, place, (boolean) row[5] ? Optional.of(Obstacle.NEWER_ON_TOPIC) : Optional.empty());
    }

    @Transactional
    public Backlog backlog() {
        Object[] row = (Object[]) database.createNativeQuery("""
                        select count(*) filter (where lagging), min(changed_at) filter (where lagging),
                          count(*) filter (where ahead)
                        from publishing""").getSingleResult();
        return new Backlog(
                ((Number) row[0]).longValue(), Optional.ofNullable((Instant) row[1]), ((Number) row[2]).longValue());
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
}
