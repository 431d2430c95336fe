package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.DomainLimits;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A domain as it is answered. */
@Schema(name = "Domain")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DomainView(
        @Schema(description = "In lower case, as A-labels", examples = "sender.example")
        String name,

        @Schema(description = "The revision in which it last changed; also its ETag", examples = "8")
        long revision,

        @Schema(examples = "acme") String organization,
        @Nullable @Schema(examples = "de") String locale,

        @Nullable @Schema(examples = "mail.sender.example:25")
        String inboundHost,

        @Schema(description = "Whether nothing is taken from its submitters for now")
        boolean suspended,

        DomainLimits limits,

        @Schema(
                description = "pending: nobody vouched for it yet, and no mail of it is taken",
                enumeration = {"pending", "verified"})
        String state,

        @Nullable @Schema(description = "What the DNS is to show while it is pending")
        Challenge challenge,

        @Nullable @Schema(
                description = "Who vouched for it",
                enumeration = {"operator", "dns"})
        String verifiedBy,

        @Nullable Instant verifiedAt) {

    static DomainView of(Domain domain) {
        var values = domain.values();
        return new DomainView(
                domain.name(),
                domain.revision(),
                values.organization(),
                values.locale(),
                values.inboundHost(),
                values.suspended(),
                values.limits(),
                domain.isPending() ? "pending" : "verified",
                Challenge.of(domain),
                domain.verifiedBy(),
                domain.verifiedAt());
    }
}
