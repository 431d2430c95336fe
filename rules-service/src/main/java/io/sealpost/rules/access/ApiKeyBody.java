package io.sealpost.rules.access;

import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as it is asked for. */
@Schema(
        name = "ApiKeyBody",
        description = "What a new key is to allow",
        requiredProperties = {"name", "role"})
record ApiKeyBody(
        @Nullable @Schema(description = "For whom it is; changes are told under this name", examples = "provisioning")
        String name,

        @Nullable @Schema(
                enumeration = {"operator", "admin", "viewer"},
                description = "No more than the role of the key that asks",
                examples = "admin")
        String role,

        @Nullable @Schema(
                description = "The key reaches it and what is below it; required unless the role is operator",
                examples = "acme")
        String organization,

        @Nullable @Schema(
                description = "When it ends; no later than the key that asks, and never if absent",
                examples = "2027-12-31T00:00:00Z")
        String expires) {

    private static final int LONGEST_NAME = 100;

    Grant grant(Instant now) {
        Violations violations = new Violations();
        Optional<String> label = PlainText.parse(name, LONGEST_NAME);
        if (label.filter(plain -> !plain.startsWith(Person.MARK)).isEmpty()) {
            violations.add("name", name, "1 to 100 characters without control characters, not beginning with oidc:");
        }
        Optional<Role> wanted = Role.parse(role == null ? "" : role);
        if (wanted.isEmpty()) {
            violations.add("role", role, "operator, admin or viewer");
        }
        boolean operator = wanted.filter(Role.OPERATOR::equals).isPresent();
        if (operator && organization != null) {
            violations.add("organization", organization, "none for an operator's key");
        }
        if (!operator && (organization == null || !Organization.isId(organization))) {
            violations.add("organization", organization, "the id of an organization");
        }
        Instant end = end(now, violations);
        violations.refuseIfAny();
        return new Grant(label.orElseThrow(), wanted.orElseThrow(), organization, end);
    }

    private @Nullable Instant end(Instant now, Violations violations) {
        if (expires == null) {
            return null;
        }
        try {
            Instant end = Instant.parse(expires);
            if (end.isAfter(now)) {
                return end;
            }
        } catch (DateTimeException noInstant) {
            // Told below, like one that is over.
        }
        violations.add("expires", expires, "a time to come, as 2027-12-31T00:00:00Z");
        return null;
    }
}
