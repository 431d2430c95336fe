package io.sealpost.rules.scope;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.sealpost.rules.tenant.DomainName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The submitters in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
public class Submitters implements PanacheRepositoryBase<Submitter, UUID> {

    /** All submitters of a domain in the order of their ids. */
    public List<Submitter> of(String domain) {
        return list("domain = ?1 order by id", domain);
    }

    /** Submitters of a domain in the order of their networks' text, from behind {@code after}. */
    List<Submitter> after(DomainName domain, String after, int most) {
        return find("domain = ?1 and network > ?2 order by network", domain.ascii(), after)
                .page(0, most)
                .list();
    }

    Optional<Submitter> of(DomainName domain, UUID id) {
        return find("domain = ?1 and id = ?2", domain.ascii(), id).firstResultOptional();
    }

    boolean isKnown(DomainName domain, Network network) {
        return count("domain = ?1 and network = ?2", domain.ascii(), network.toString()) > 0;
    }

    void deleteAllOf(DomainName domain) {
        delete("domain", domain.ascii());
    }
}
