package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sealpost.rules.problem.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an application of wanted rules changes, or would change. */
@Schema(description = "What changed, or with dryRun what would change; all lists empty: everything was as wanted")
record RuleDiff(
        @Schema(description = "Revision of the domain or organization; also the ETag", examples = "42")
        long revision,

        @Schema(description = "Whether nothing was written", examples = "false")
        boolean dryRun,

        List<Named> created,
        List<Changed> changed,
        List<Named> deleted,

        @Schema(description = "As few as explain the new order")
        List<Named> moved) {

    static RuleDiff of(RulePlan plan, long revision, boolean dryRun) {
        List<Named> created = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        List<Named> moved = new ArrayList<>();
        for (RulePlan.Step step : plan.steps()) {
            RuleRow present = step.present();
            if (present == null) {
                created.add(new Named(null, step.wanted().name(), step.wanted().direction()));
                continue;
            }
            if (step.isChange()) {
                changed.add(Changed.of(present.rule(), step.wanted()));
            }
            if (plan.isMoved(present)) {
                moved.add(Named.of(present.rule()));
            }
        }
        List<Named> deleted =
                plan.deleted().stream().map(RuleRow::rule).map(Named::of).toList();
        return new RuleDiff(revision, dryRun, created, changed, deleted, moved);
    }

    /** A rule by its name. */
    @Schema(name = "NamedRule")
    record Named(
            @Nullable @Schema(description = "Absent for one that is created")
            UUID id,

            @Schema(examples = "Banks") String name,
            Direction direction) {
        static Named of(Rule rule) {
            return new Named(rule.id(), rule.name(), rule.direction());
        }
    }

    /** A rule that changes, field by field. */
    @Schema(name = "ChangedRule")
    record Changed(UUID id, String name, Direction direction, List<Field> fields) {

        static Changed of(Rule present, RuleValues wanted) {
            List<Field> fields = new ArrayList<>();
            compare("", tree(present.values()), tree(wanted), fields);
            return new Changed(present.id(), present.name(), present.direction(), fields);
        }

        private static JsonNode tree(RuleValues values) {
            return StrictJson.tree(RuleBody.of(values));
        }

        private static void compare(String path, JsonNode from, JsonNode to, List<Field> fields) {
            if (from.equals(to)) {
                return;
            }
            if (!from.isObject() || !to.isObject()) {
                fields.add(new Field(path, orNull(from), orNull(to)));
                return;
            }
            Set<String> names = new LinkedHashSet<>();
            from.fieldNames().forEachRemaining(names::add);
            to.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> compare(path.isEmpty() ? name : path + "." + name, from.path(name), to.path(name), fields));
        }

        private static JsonNode orNull(JsonNode node) {
            return node instanceof MissingNode ? JsonNodeFactory.instance.nullNode() : node;
        }
    }

    /** A field that changes. */
    @Schema(name = "ChangedField")
    record Field(
            @Schema(examples = "actions.relayWithTls.level") String field,

            @Schema(implementation = Object.class, description = "null: absent", examples = "encrypt")
            JsonNode from,

            @Schema(implementation = Object.class, description = "null: absent", examples = "verify")
            JsonNode to) {}
}
