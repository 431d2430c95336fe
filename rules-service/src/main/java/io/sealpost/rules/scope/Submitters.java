package io.sealpost.rules.scope;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The submitters in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
public class Submitters implements PanacheRepositoryBase<Submitter, UUID> {

    private static final String NAME = "coalesce(network, credential.username)";

    /** All submitters of each of these domains in the order of their ids. */
    public Map<String, List<Submitter>> of(Collection<String> domains) {
        return list("domain in ?1 order by id", domains).stream().collect(Collectors.groupingBy(Submitter::domain));
    }

    /** Submitters of a domain in the order of {@link Submitter#name}, from behind {@code after}. */
    List<Submitter> after(DomainName domain, String after, int most) {
        return find("domain = ?1 and " + NAME + " > ?2 order by " + NAME, domain.ascii(), after)
                .page(0, most)
                .list();
    }

    Optional<Submitter> of(DomainName domain, UUID id) {
        return find("domain = ?1 and id = ?2", domain.ascii(), id).firstResultOptional();
    }

    boolean isKnown(Submitter submitter) {
        return count("domain = ?1 and " + NAME + " = ?2", submitter.domain(), submitter.name()) > 0;
    }

    /** A domain of another organization whose submitters' networks overlap this one; empty where there is none. */
    Optional<String> overlapping(Network network, DomainName domain) {
        List<?> names = getEntityManager()
                .createNativeQuery("""
                        select other.name from submitters s
                          join domains other on other.name = s.domain
                          join domains own on own.name = :domain
                        where other.organization <> own.organization
                          and cast(s.network as inet) && cast(:network as inet)
                        order by other.name limit 1""")
                .setParameter("domain", domain.ascii())
                .setParameter("network", network.toString())
                .getResultList();
        return names.stream().map(String.class::cast).findFirst();
    }

    void deleteAllOf(DomainName domain) {
        delete("domain", domain.ascii());
    }
}
