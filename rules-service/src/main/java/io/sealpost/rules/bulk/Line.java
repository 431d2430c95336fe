package io.sealpost.rules.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line: exactly one of these is there.
 *
 * @param organization {@code id} and what a PUT of it takes
 * @param addressList {@code organization}, {@code name} and {@code entries}
 * @param domain {@code name} and what a PUT of it takes
 * @param rule {@code scope} and what a POST of it takes
 */
@Schema(
        name = "BulkLine",
        description = "One line of NDJSON; exactly one of the fields is there",
        examples = "{\"organization\": {\"id\": \"acme\", \"displayName\": \"Acme\"}}")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Line(
        @Nullable @Schema(
                implementation = Object.class,
                description = "id, and the fields of an organization",
                examples = "{\"id\": \"acme\", \"displayName\": \"Acme\"}")
        JsonNode organization,

        @Nullable @Schema(
                implementation = Object.class,
                description = "organization, name and entries of an address list",
                examples = "{\"organization\": \"acme\", \"name\": \"banks\", \"entries\": [\"bank.example\"]}")
        JsonNode addressList,

        @Nullable @Schema(
                implementation = Object.class,
                description = "name, and the fields of a domain",
                examples = "{\"name\": \"sender.example\", \"organization\": \"acme\"}")
        JsonNode domain,

        @Nullable @Schema(
                implementation = Object.class,
                description = "scope (domain/NAME or organization/ID), and the fields of a rule",
                examples = "{\"scope\": \"domain/sender.example\", \"name\": \"Banks\", \"direction\": \"outgoing\"}")
        JsonNode rule) {

    /** The organization that it is about; null for a rule, which belongs to whatever stands before it. */
    @Nullable String owner() {
        if (organization != null) {
            return organization.path("id").asText();
        }
        if (addressList != null) {
            return addressList.path("organization").asText();
        }
        return domain == null ? null : domain.path("organization").asText();
    }
}
