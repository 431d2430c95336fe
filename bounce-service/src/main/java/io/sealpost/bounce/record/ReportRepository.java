package io.sealpost.bounce.record;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds reports for the REST API, newest first. */
@ApplicationScoped
class ReportRepository implements PanacheRepositoryBase<ReportEntity, String> {

    private static final String ALL = "from ReportEntity r left join fetch r.event e left join fetch r.digest d";

    Optional<ReportEntity> byId(String id) {
        return find(ALL + " where r.id = ?1", id).firstResultOptional();
    }

    /** At most {@code limit} reports behind the one named by {@code after}, or from the newest on. */
    List<ReportEntity> list(ReportFilter filter, @Nullable ReportEntity after, int limit) {
        StringBuilder query = new StringBuilder(ALL).append(" where 1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        filter.conditions().forEach((condition, value) -> {
            String name = "p" + parameters.size();
            query.append(" and ").append(condition.replace("?", ":" + name));
            parameters.put(name, value);
        });
        if (after != null) {
            query.append(" and (r.createdAt < :at or r.createdAt = :at and r.id < :after)");
            parameters.put("at", after.createdAt);
            parameters.put("after", after.id);
        }
        query.append(" order by r.createdAt desc, r.id desc");
        return find(query.toString(), parameters).range(0, limit - 1).list();
    }
}
