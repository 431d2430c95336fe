package io.sealpost.rules.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys in the database. A key is looked up there for every request, so that its revocation holds from its commit
 * on, whichever instance serves. Every call blocks.
 */
@ApplicationScoped
class ApiKeys implements PanacheRepositoryBase<ApiKey, String> {

    private final Clock clock;

    ApiKeys(Clock clock) {
        this.clock = clock;
    }

    /** Whose key this is, or empty if it is nobody's, or was until it expired. */
    @Transactional
    Optional<Caller> owner(Secret presented) {
        return findByIdOptional(presented.id())
                .filter(key -> presented.hasHash(key.hash()))
                .filter(key -> !key.isExpired(clock.instant()))
                .map(ApiKey::caller);
    }

    /** Keys in the order of their ids, from behind {@code after}; those of {@code root} and below it, if there is one. */
    List<ApiKey> after(String after, int most, @Nullable String root) {
        return getSession()
                .createNativeQuery("""
                        select * from api_keys where id > :after
                          and (cast(:root as text) is null or organization in (select organization_subtree(:root)))
                        order by id limit :most""", ApiKey.class)
                .setParameter("after", after)
                .setParameter("root", root, String.class)
                .setParameter("most", most)
                .getResultList();
    }

    long of(String organization) {
        return count("organization", organization);
    }

    /** Lets nobody else make or revoke a key until this transaction ends. */
    void lock() {
        getEntityManager()
                .createNativeQuery("lock table api_keys in exclusive mode")
                .executeUpdate();
    }

    long operators() {
        return count("role", Role.OPERATOR.word());
    }
}
