package io.sealpost.rules.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as it is shown: never what it is used with, except in the answer to its making. */
@Schema(name = "ApiKey")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiKeyView(
        @Schema(description = "The part of the key that is no secret", examples = "0f1e2d3c4b5a6978")
        String id,

        @Schema(examples = "provisioning") String name,
        @Schema(examples = "admin") Role role,
        @Nullable @Schema(examples = "acme") String organization,
        Instant created,
        @Nullable Instant expires,

        @Nullable @Schema(description = "Noted every few seconds")
        Instant lastUsed,

        @Nullable @Schema(
                description = "The key itself, shown this once",
                examples = "sealpost_0f1e2d3c4b5a6978_0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0")
        String key) {

    static ApiKeyView of(ApiKey key, @Nullable Instant lastUsed) {
        Grant grant = key.grant();
        return new ApiKeyView(
                key.id(),
                grant.name(),
                grant.role(),
                grant.organization(),
                key.createdAt(),
                grant.expires(),
                lastUsed,
                null);
    }

    ApiKeyView with(Secret secret) {
        return new ApiKeyView(id, name, role, organization, created, expires, lastUsed, secret.text());
    }
}
