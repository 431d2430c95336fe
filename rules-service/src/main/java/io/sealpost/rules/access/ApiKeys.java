package io.sealpost.rules.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.JDBCException;
import org.jspecify.annotations.Nullable;

/**
 * The keys in the database. A key is looked up there for every request, so that its revocation holds from its commit
 * on, whichever instance serves. Every call blocks.
 */
@ApplicationScoped
class ApiKeys implements PanacheRepositoryBase<ApiKey, String> {

    private static final String OWNER =
            "select id, name, role, organization, hash, expires_at from api_keys where id = ?";

    private final DataSource database;
    private final Clock clock;

    ApiKeys(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whose key this is, or empty if it is nobody's, or was until it expired. One statement without a transaction, since
     * every request waits for it.
     */
    Optional<Caller> owner(Secret presented) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(OWNER)) {
            query.setString(1, presented.id());
            try (ResultSet key = query.executeQuery()) {
                return key.next() && presented.hasHash(key.getBytes("hash"))
                        ? Optional.of(caller(key)).filter(caller -> !caller.isExpired(clock.instant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new JDBCException("A key cannot be looked up", e);
        }
    }

    private static Caller caller(ResultSet key) throws SQLException {
        OffsetDateTime expires = key.getObject("expires_at", OffsetDateTime.class);
        return new Caller(
                key.getString("id"),
                key.getString("name"),
                Role.parse(key.getString("role")).orElseThrow(),
                key.getString("organization"),
                expires == null ? null : expires.toInstant());
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
