package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.EmailAddress;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.PlainText;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization as it is sent. */
@Schema(name = "OrganizationBody", description = "An organization", requiredProperties = "displayName")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrganizationBody(
        @Nullable @Schema(examples = "Acme") String displayName,

        @Nullable @Schema(description = "The organization above it", examples = "reseller")
        String parent,

        @Nullable @Schema(description = "Who hears of failures", examples = "postmaster@acme.example")
        String contact,

        @Nullable @Schema(description = "BCP 47 language of its reports", examples = "en")
        String locale) {

    private static final int LONGEST_NAME = 200;

    /** The body that would have these values. */
    static OrganizationBody of(Organization.Values values) {
        return new OrganizationBody(values.displayName(), values.parent(), values.contact(), values.locale());
    }

    /** The values as organization {@code id} takes them; throws where something does not fit. */
    Organization.Values values(String id) {
        Violations violations = new Violations();
        if (!Organization.isId(id)) {
            violations.add("id", id, "1 to 63 lower-case letters, digits and inner hyphens");
        }
        Optional<String> name = PlainText.parse(displayName, LONGEST_NAME);
        if (name.isEmpty()) {
            violations.add("displayName", displayName, "1 to 200 characters without control characters");
        }
        if (parent != null && !Organization.isId(parent)) {
            violations.add("parent", parent, "the id of an organization");
        }
        String normalContact = contact == null
                ? null
                : EmailAddress.parse(contact).map(EmailAddress::toString).orElse(null);
        if (contact != null && normalContact == null) {
            violations.add("contact", contact, "a mail address");
        }
        String normalLocale = LanguageTag.normalise(locale, violations);
        violations.refuseIfAny();
        return new Organization.Values(name.orElseThrow(), parent, normalContact, normalLocale);
    }
}
