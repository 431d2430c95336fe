package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a rule is to be copied to. */
@Schema(
        name = "CopyBody",
        description = "Where the copy goes",
        requiredProperties = "to",
        examples = "{\"to\": \"domain/other.example\", \"name\": \"Banks, as at sender.example\"}")
record CopyBody(
        @Nullable @Schema(description = "organization/ID or domain/NAME", examples = "domain/other.example")
        String to,

        @Nullable @Schema(description = "The copy's name; without it, the same", examples = "Banks")
        String name) {

    Scope target() {
        return RuleScopes.ofKey(to)
                .orElseThrow(() -> new Problem.InvalidValues(
                                List.of(new Violation("to", to, "organization/ID or domain/NAME")))
                        .asException());
    }

    /** The values of the copy. */
    RuleValues of(RuleValues original) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        if (name != null) {
            changes.put("name", name);
        }
        return RuleJson.patched(original, changes);
    }
}
