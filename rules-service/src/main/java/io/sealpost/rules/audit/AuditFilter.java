package io.sealpost.rules.audit;

import io.sealpost.rules.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for; null for all.
 *
 * @param scope {@code organization/ID} or {@code domain/NAME}
 * @param actor id or name of a key or a person
 * @param until exclusive
 */
record AuditFilter(
        @Nullable String scope,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant until) {

    static AuditFilter of(
            @Nullable String scope, @Nullable String actor, @Nullable String from, @Nullable String until) {
        if (scope != null
                && !scope.matches("(organization|domain)/[a-z0-9.-]+|address-list/[a-z0-9._-]+/[a-z0-9._-]+")) {
            throw new Problem.BadParameter("scope", scope, "organization/ID, domain/NAME or address-list/ID/NAME")
                    .asException();
        }
        return new AuditFilter(scope, actor, instant("from", from), instant("until", until));
    }

    /** Conditions on {@code audit a} with the values of their parameters. */
    Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        put(conditions, "a.scope = :scope", scope);
        put(conditions, "(a.key = :actor or a.actor = :actor)", actor);
        put(conditions, "a.at >= :from", from);
        put(conditions, "a.at < :until", until);
        return conditions;
    }

    private static void put(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException noInstant) {
            throw new Problem.BadParameter(name, text, "a time, as 2026-11-24T08:15:30Z").asException();
        }
    }
}
