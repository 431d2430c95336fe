package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.tenant.Organization;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization as it is answered. */
@Schema(name = "Organization")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrganizationView(
        @Schema(examples = "acme") String id,

        @Schema(description = "The revision in which it last changed; also its ETag", examples = "7")
        long revision,

        @Schema(examples = "Acme") String displayName,
        @Nullable @Schema(examples = "reseller") String parent,

        @Nullable @Schema(examples = "postmaster@acme.example")
        String contact,

        @Nullable @Schema(examples = "en") String locale) {

    static OrganizationView of(Organization organization) {
        var values = organization.values();
        return new OrganizationView(
                organization.id(),
                organization.revision(),
                values.displayName(),
                values.parent(),
                values.contact(),
                values.locale());
    }
}
