package io.sealpost.rules.tenant;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The domains in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
public class Domains implements PanacheRepositoryBase<Domain, String> {

    /** Domains in the order of their names, from behind {@code after}. */
    public List<Domain> after(String after, int most) {
        return find("name > ?1 order by name", after).page(0, most).list();
    }

    public long of(String organization) {
        return count("organization", organization);
    }
}
