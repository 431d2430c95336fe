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

    private static final String WITH_EVENT = "from ReportEntity r join fetch r.event e";

    Optional<ReportEntity> byId(String id) {
        return find(WITH_EVENT + " where r.id = ?1", id).firstResultOptional();
    }

    /** At most {@code limit} reports behind the one named by {@code after}, or from the newest on. */
    List<ReportEntity> list(Filter filter, @Nullable ReportEntity after, int limit) {
        StringBuilder query = new StringBuilder(WITH_EVENT).append(" where 1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        filter.addTo(query, parameters);
        if (after != null) {
            query.append(" and (r.createdAt < :at or r.createdAt = :at and r.id < :after)");
            parameters.put("at", after.createdAt);
            parameters.put("after", after.id);
        }
        query.append(" order by r.createdAt desc, r.id desc");
        return find(query.toString(), parameters).range(0, limit - 1).list();
    }

    /** What the list is narrowed to; null: not by this. */
    record Filter(
            @Nullable ReportStatus status,
            @Nullable String eventId,
            @Nullable String queueId) {

        private void addTo(StringBuilder query, Map<String, Object> parameters) {
            if (status != null) {
                query.append(" and r.status = :status");
                parameters.put("status", status);
            }
            if (eventId != null) {
                query.append(" and e.id = :eventId");
                parameters.put("eventId", eventId);
            }
            if (queueId != null) {
                query.append(" and e.queueId = :queueId");
                parameters.put("queueId", queueId);
            }
        }
    }
}
