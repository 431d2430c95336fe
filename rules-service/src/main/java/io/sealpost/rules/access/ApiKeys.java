package io.sealpost.rules.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The keys in the database. Every call blocks. */
@ApplicationScoped
class ApiKeys implements PanacheRepositoryBase<ApiKey, String> {

    /** Whose key this is, or empty if it is nobody's. */
    @Transactional
    Optional<Caller> owner(Secret presented) {
        return findByIdOptional(presented.id())
                .filter(key -> presented.hasHash(key.hash()))
                .map(key -> new Caller(key.owner()));
    }
}
