package io.sealpost.rules.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
                          and organization in (select organization_subtree(:organization)))""")
                .setParameter("domain", domain)
                .setParameter("organization", organization)
                .getSingleResult();
    }

    /** Names of pending domains that were not looked at since then, which they are now, so that instances share them. */
    public List<String> claimPending(Instant before, int most) {
        List<?> names = getEntityManager()
                .createNativeQuery("""
                        update domains set checked_at = now() where name in (
                          select name from domains where verified_by is null and checked_at < :before
                          order by checked_at limit :most for update skip locked)
                        returning name""")
                .setParameter("before", before)
                .setParameter("most", most)
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** Domains of an organization in the order of their names, from behind {@code after}. */
    public List<Domain> of(String organization, String after, int most) {
        return find("organization = ?1 and name > ?2 order by name", organization, after)
                .page(0, most)
                .list();
    }

    public long of(String organization) {
        return count("organization", organization);
    }
}
