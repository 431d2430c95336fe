package io.sealpost.rules.scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.DomainLimits;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Organization;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A domain as it is sent. */
@Schema(name = "DomainBody", description = "A domain whose mail is carried", requiredProperties = "organization")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DomainBody(
        @Nullable @Schema(examples = "acme") String organization,

        @Nullable @Schema(description = "BCP 47 language of reports to its senders; else its organization's", examples = "de")
        String locale,

        @Nullable @Schema(
                description = "Where its own mail, and so its reports, go, if not by MX; port 25 if none is given",
                examples = "mail.sender.example:25")
        String inboundHost,

        @Nullable @Schema(description = "Whether nothing is taken from its submitters for now", defaultValue = "false")
        Boolean suspended,

        @Nullable DomainLimits limits) {

    /** The name of a domain in a path, for a domain that may not exist yet. */
    static DomainName name(String path) {
        return DomainName.parse(path)
                .orElseThrow(() -> new Problem.InvalidValues(List.of(new Violation(
                                "domain", path, "a domain name; ß, ς and joiners only as an A-label (xn--…)")))
                        .asException());
    }

    /** The name of a domain in a path that is to exist. */
    static DomainName existing(String path) {
        return DomainName.parse(path).orElseThrow(() -> new Problem.NotFound("domain", path).asException());
    }

    /** The body that would have these values. */
    static DomainBody of(Domain.Values values) {
        return new DomainBody(
                values.organization(),
                values.locale(),
                values.inboundHost(),
                values.suspended() ? true : null,
                values.limits().equals(DomainLimits.NONE) ? null : values.limits());
    }

    Domain.Values values() {
        Violations violations = new Violations();
        String owner = organization == null ? "" : organization;
        if (!Organization.isId(owner)) {
            violations.add("organization", organization, "the id of an organization");
        }
        String host = inboundHost == null
                ? null
                : InboundHost.parse(inboundHost).map(InboundHost::toString).orElse(null);
        if (inboundHost != null && host == null) {
            violations.add("inboundHost", inboundHost, "a host name or address, and a port, as mail.sender.example:25");
        }
        String tag = LanguageTag.normalise(locale, violations);
        DomainLimits most = limits == null ? DomainLimits.NONE : limits;
        LimitsBody.check("limits.messagesPerHour", most.messagesPerHour(), violations);
        LimitsBody.check("limits.recipientsPerHour", most.recipientsPerHour(), violations);
        violations.refuseIfAny();
        return new Domain.Values(owner, tag, host, Boolean.TRUE.equals(suspended), most);
    }
}
