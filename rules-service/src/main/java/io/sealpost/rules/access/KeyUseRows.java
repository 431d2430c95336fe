package io.sealpost.rules.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When keys were last used, in the database. Every call blocks. */
@ApplicationScoped
@Transactional
class KeyUseRows {

    private final EntityManager database;

    KeyUseRows(EntityManager database) {
        this.database = database;
    }

    /** Notes the uses of keys that still are, and of no other callers; what is noted already and later stays. */
    void write(Map<String, Instant> uses) {
        String[] keys = uses.keySet().stream().sorted().toArray(String[]::new);
        Instant[] times = Arrays.stream(keys).map(uses::get).toArray(Instant[]::new);
        database.createNativeQuery("""
                        insert into api_key_uses (key, used_at)
                        select k.id, u.used_at from unnest(:keys, :times) as u (key, used_at) join api_keys k on k.id = u.key
                        on conflict (key) do update set used_at = greatest(api_key_uses.used_at, excluded.used_at)""")
                .setParameter("keys", keys)
                .setParameter("times", times)
                .executeUpdate();
    }

    Map<String, Instant> of(Collection<String> keys) {
        List<?> rows = database.createNativeQuery("select key, used_at from api_key_uses where key = any (:keys)")
                .setParameter("keys", keys.toArray(String[]::new))
                .getResultList();
        return rows.stream().map(Object[].class::cast).collect(Collectors.toMap(row -> (String) row[0], row ->
                (Instant) row[1]));
    }
}
