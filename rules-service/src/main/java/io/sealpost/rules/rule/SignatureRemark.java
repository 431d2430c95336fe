package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.audit.AuditRemark;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warns an auditor of rules whose actions make DKIM signatures invalid. Takes a rule as it stands in the database, which
 * somebody may have written there by hand: what is no action breaks nothing.
 */
@Singleton
class SignatureRemark implements AuditRemark {
    @Override
    public List<String> about(String kind, JsonNode after) {
        if (!kind.equals("rule")) {
            return List.of();
        }
        JsonNode actions = after.path("actions");
        List<String> fields = new ArrayList<>();
        actions.path("addHeader").forEach(field -> fields.add(field.path("name").asText()));
        return Signatures.brokenBy(
                        Optional.ofNullable(actions.path("prependSubject").textValue()), fields)
                .stream()
                .map(broken -> broken.by() + ": " + broken.why())
                .toList();
    }
}
