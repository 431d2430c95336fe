package io.sealpost.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.relay.ruleset.CachedScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One scope with its record. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RulesetDetail(
        String scope,
        long epoch,
        long revision,

        @Schema(enumeration = {"applied", "deleted", "refused"})
        String state,

        @Schema(description = "Why it is refused.") Optional<String> reason,

        @Schema(
                type = SchemaType.OBJECT,
                description = "The record as it stands on sealpost.rulesets, as far as this release knows its fields,"
                        + " and of submitters only who they are; absent if it is no JSON object.")
        Optional<JsonNode> content) {
    private static final JsonMapper JSON = new JsonMapper();
    /** {@code docs/contracts/rulesets/schema.json}. */
    private static final List<String> KNOWN = List.of(
            "scope",
            "epoch",
            "revision",
            "deleted",
            "displayName",
            "parent",
            "contact",
            "locale",
            "inboundHost",
            "changedBy",
            "changedAt",
            "submitters",
            "rules");
    /** What identifies a submitter; whatever else the record holds of them may serve to find out a secret. */
    private static final List<String> SUBMITTER =
            List.of("id", "network", "username", "forwards", "suspended", "limits");

    static RulesetDetail of(CachedScope held, String record) {
        return new RulesetDetail(
                held.scope(), held.epoch(), held.revision(), held.state().word(), held.reason(), content(record));
    }

    private static boolean isListOfObjects(JsonNode node) {
        return node.isArray() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isObject);
    }

    private static Optional<JsonNode> content(String value) {
        try {
            if (!(JSON.readTree(value) instanceof ObjectNode record)) {
                return Optional.empty();
            }
            record.retain(KNOWN);
            if (!isListOfObjects(record.path("submitters"))) {
                record.remove("submitters");
            }
            record.path("submitters").forEach(each -> ((ObjectNode) each).retain(SUBMITTER));
            return Optional.of(record);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
