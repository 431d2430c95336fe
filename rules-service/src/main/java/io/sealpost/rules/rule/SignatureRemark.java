package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.audit.AuditRemark;
import jakarta.inject.Singleton;
import java.util.List;

/** Warns an auditor of rules whose actions make DKIM signatures invalid. */
@Singleton
class SignatureRemark implements AuditRemark {
    @Override
    public List<String> about(String kind, JsonNode after) {
        if (!kind.equals("rule") || after.path("format").asInt() != RuleJson.FORMAT) {
            return List.of();
        }
        Actions actions = RuleJson.read(
                (short) after.path("format").asInt(), after.path("actions").toString(), Actions.class);
        return Signatures.brokenBy(actions).entrySet().stream()
                .map(broken -> broken.getKey() + ": " + broken.getValue())
                .toList();
    }
}
