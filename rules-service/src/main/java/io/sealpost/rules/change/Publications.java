package io.sealpost.rules.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** Scopes whose present state is to be sent, oldest change first; no more than fit into memory together. */
    @Transactional
    public List<Scope> lagging(int most) {
        List<?> rows = database.createNativeQuery("""
                        select scope, sum(size) over (order by revision) from publishing
                        where lagging %s order by revision limit :most""".formatted(among()))
                .setParameter("most", most)
                .getResultList();
        List<Scope> lagging = new ArrayList<>();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            if (lagging.isEmpty() || ((Number) row[1]).longValue() <= Change.LARGEST) {
                lagging.add(Scope.ofKey((String) row[0]));
            }
        }
        return lagging;
    }

    /**
     * Where to look for what lags. All others stand where they should unless the epoch was raised, the topic was made
     * anew, or it holds what is newer; looking at each of a hundred thousand scopes after each change would take longer
     * than to publish it.
     */
    private String among() {
        boolean any = (boolean)
                database.createNativeQuery("select publishing_is_disturbed()").getSingleResult();
        return any ? "" : "and published_revision < revision";
    }

    /** The latest change of each of these scopes that ever changed. */
    @Transactional
    public List<LatestChange> latest(Collection<Scope> scopes) {
        return database.createQuery("from ScopeState where key in :keys and revision > 0", ScopeState.class)
                .setParameter("keys", scopes.stream().map(Scope::key).toList())
                .getResultStream()
                .map(ScopeState::latest)
                .toList();
    }

    /**
     * Notes where a state stands. On one topic the record with the highest offset is the one that stays when the
     * topic is compacted; so it wins here, too, and where it carries an older revision, the scope is lagging again.
     * The newest state is noted beside it, for relays take nothing older.
     */
    @Transactional
    public void published(Place place, long epoch) {
        note(List.of(place), epoch);
    }

    /** As {@link #published}, of many at once; leaves out, and returns, those that writers hold, for these may wait for each other. */
    @Transactional
    public List<Place> publishedUnlessHeld(Collection<Place> places, long epoch) {
        List<?> rows = database.createNativeQuery(
                        "select scope from scopes where scope = any (:scopes) for no key update skip locked")
                .setParameter(
                        "scopes",
                        places.stream().map(place -> place.scope().key()).toArray(String[]::new))
                .getResultList();
        Set<Object> free = new HashSet<>(rows);
        note(places.stream().filter(place -> free.contains(place.scope().key())).toList(), epoch);
        return places.stream()
                .filter(place -> !free.contains(place.scope().key()))
                .toList();
    }

    private void note(List<Place> places, long epoch) {
        noting("""
                update scopes s set seen_revision = p.revision, seen_epoch = :epoch %s
                  and (s.topic_id is distinct from p.topic_id
                    or (s.seen_epoch, s.seen_revision) < (:epoch, p.revision))""", places, epoch);
        noting("""
                update scopes s set published_revision = p.revision, published_epoch = :epoch,
                  topic_id = p.topic_id, topic_offset = p.topic_offset %s
                  and (s.topic_id is distinct from p.topic_id or s.topic_offset < p.topic_offset)""", places, epoch);
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
                        where :revision - r.last_value between 1 and :most""")
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

    private void noting(String update, List<Place> places, long epoch) {
        database.createNativeQuery(update.formatted("""
                        from unnest(:scopes, :revisions, :topicIds, :offsets)
                          as p (scope, revision, topic_id, topic_offset) where s.scope = p.scope"""))
                .setParameter("epoch", epoch)
                .setParameter(
                        "scopes",
                        places.stream().map(place -> place.scope().key()).toArray(String[]::new))
                .setParameter("revisions", places.stream().map(Place::revision).toArray(Long[]::new))
                .setParameter("topicIds", places.stream().map(Place::topicId).toArray(String[]::new))
                .setParameter("offsets", places.stream().map(Place::offset).toArray(Long[]::new))
                .executeUpdate();
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
                        "select coalesce(max(topic_offset), -1) from scopes where topic_id = :topicId")
                .setParameter("topicId", topicId)
                .getSingleResult();
    }

    /** How the publishing of these scopes stands; those that never changed and never were on a topic are left out. */
    @Transactional
    public List<Publication> of(Collection<Scope> scopes) {
        List<?> rows = database.createNativeQuery("""
                        select scope, published_revision, topic_id, topic_offset, taken, ahead
                        from publishing where scope = any (:keys)""")
                .setParameter("keys", scopes.stream().map(Scope::key).toArray(String[]::new))
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
        Object[] row =
                (Object[]) database.createNativeQuery("""
                        select count(*) filter (where lagging), min(changed_at) filter (where lagging),
                          count(*) filter (where ahead)
                        from publishing where true %s""".formatted(among())).getSingleResult();
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
