package io.sealpost.rules.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The domains in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
public class Domains implements PanacheRepositoryBase<Domain, String> {

    /** Domains in the order of their names, from behind {@code after}; of {@code root} and those below it, if given. */
    public List<Domain> after(String after, int most, @Nullable String root) {
        return getSession()
                .createNativeQuery("""
                        select * from domains where name > :after
                          and (cast(:root as text) is null or organization in (select organization_subtree(:root)))
                        order by name limit :most""", Domain.class)
                .setParameter("after", after)
                .setParameter("root", root, String.class)
                .setParameter("most", most)
                .getResultList();
    }

    /** Whether this is a domain of the organization or one below it, and not pending. */
    public boolean isVerifiedWithin(String domain, String organization) {
        return (boolean) getEntityManager()
                .createNativeQuery("""
                        select exists (select from domains where name = :domain and verified_by is not null
                          and organization in (select organization_subtree(:organization)))""", Boolean.class)
                .setParameter("domain", domain)
                .setParameter("organization", organization)
                .getSingleResult();
    }

    public long of(String organization) {
        return count("organization", organization);
    }
}
