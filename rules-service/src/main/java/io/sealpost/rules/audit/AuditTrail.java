package io.sealpost.rules.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Notes what changes no row of the database, and so no trigger sees. Blocks. */
@ApplicationScoped
public class AuditTrail {

    private final EntityManager database;

    AuditTrail(EntityManager database) {
        this.database = database;
    }

    /** Notes, in the caller's transaction, that something of no organization was taken away. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void deleted(String kind, String object) {
        database.createNativeQuery("select cast(audit_note(:kind, :object, 'deleted', null, '{}', null, null) as text)")
                .setParameter("kind", kind)
                .setParameter("object", object)
                .getSingleResult();
    }
}
