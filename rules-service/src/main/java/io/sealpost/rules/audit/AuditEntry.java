package io.sealpost.rules.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change: who did what, when, from where, and what was there before and after. */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntry(
        @Schema(examples = "4711") long id,

        Instant at,

        @Nullable @Schema(
                description =
                        "The id of the key, or oidc: and the subject of a person; none for what the service does by itself, "
                                + "or somebody in the database",
                examples = "0f1e2d3c4b5a6978")
        String key,

        @Schema(description = "The name of the key, or oidc: and the name of the person", examples = "provisioning")
        String actor,

        @Nullable @Schema(description = "Where the request came from", examples = "192.0.2.7")
        String address,

        @Nullable @Schema(examples = "PUT /v1/organizations/acme")
        String operation,

        @Schema(enumeration = {"created", "changed", "deleted"})
        String action,

        @Schema(description = "What was changed", examples = "organization")
        String kind,

        @Schema(description = "Its id or name", examples = "acme")
        String object,

        @Nullable @Schema(description = "The organization or domain that it belongs to", examples = "organization/acme")
        String scope,

        @Schema(description = "The organizations that it belonged to then, from the top")
        List<String> organizations,

        @Nullable @Schema(type = SchemaType.OBJECT) JsonNode before,

        @Nullable @Schema(type = SchemaType.OBJECT) JsonNode after) {}
