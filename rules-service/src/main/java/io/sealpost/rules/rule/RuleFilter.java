package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Flag;
import io.sealpost.rules.problem.Problem;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which rules a list is to show; what is null does not matter. */
public record RuleFilter(
        @Parameter(description = "Only rules of this direction: outgoing or incoming", example = "outgoing")
        @QueryParam("direction")
        @Nullable String direction,

        @Parameter(description = "Only rules that are on (true) or off (false)", example = "true")
        @QueryParam("enabled")
        @Nullable String enabled,

        @Parameter(description = "Only rules of this mode: enforce or monitor", example = "monitor")
        @QueryParam("mode")
        @Nullable String mode,

        @Parameter(
                description = "Only rules whose name or criteria hold this text, whatever its case",
                example = "bank")
        @QueryParam("text")
        @Nullable String text,

        @Parameter(description = "Only rules with this action", example = "relayWithTls")
        @QueryParam("action")
        @Nullable String action) {

    private static final List<String> ACTIONS = Arrays.stream(Actions.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    /** Of the criteria their texts count, and the names of header fields, but not what fields of a rule are called. */
    private static final String HOLDS_TEXT = " and exists (select 1 from (select name as held union all"
            + " select part #>> '{}' from jsonb_path_query(criteria, 'strict $.**') part"
            + " where jsonb_typeof(part) = 'string' union all"
            + " select jsonb_object_keys(coalesce(criteria -> 'headers', '{}'))) texts where position(lower(:text) in lower(held)) > 0)";

    /** The conditions in SQL, each led by {@code and}, with the parameters of {@link #parameters}. */
    String conditions() {
        StringBuilder sql = new StringBuilder();
        sql.append(direction == null ? "" : " and direction = :direction");
        sql.append(enabled == null ? "" : " and enabled = :enabled");
        sql.append(mode == null ? "" : " and mode = :mode");
        sql.append(text == null ? "" : HOLDS_TEXT);
        sql.append(action == null ? "" : " and jsonb_exists(actions, :action)");
        return sql.toString();
    }

    /** Throws {@link Problem.BadParameter} for what can match nothing. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new TreeMap<>();
        if (direction != null) {
            parameters.put("direction", known(direction).word());
        }
        if (enabled != null) {
            parameters.put("enabled", Flag.parse("enabled", enabled));
        }
        if (mode != null) {
            parameters.put("mode", mode(mode).word());
        }
        if (text != null) {
            parameters.put("text", text);
        }
        if (action != null) {
            if (!ACTIONS.contains(action)) {
                throw new Problem.BadParameter("action", action, "one of " + ACTIONS).asException();
            }
            parameters.put("action", action);
        }
        return parameters;
    }

    private static Mode mode(String word) {
        return Mode.parse(word)
                .orElseThrow(() -> new Problem.BadParameter("mode", word, "enforce or monitor").asException());
    }

    private static Direction known(String word) {
        return Direction.parse(word)
                .orElseThrow(() -> new Problem.BadParameter("direction", word, "outgoing or incoming").asException());
    }
}
