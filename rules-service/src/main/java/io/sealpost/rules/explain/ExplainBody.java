package io.sealpost.rules.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.problem.WholeDocument;
import io.sealpost.rules.tenant.DomainName;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message of which somebody asks what the rules would decide, as a relay takes it. */
@Schema(
        name = "ExplainBody",
        examples =
                "{\"from\": \"alice@sender.example\", \"to\": [\"bob@bank.example\"], \"sourceAddress\": \"192.0.2.25\"}")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainBody(
        @Schema(required = true, description = "The reverse path; empty text for the null path") @Nullable String from,

        @Schema(required = true, description = "1 to 100 recipients") @Nullable List<@Nullable String> to,

        @Schema(
                description = "The whole message; without it, criteria that look into it count as matching, and the"
                        + " reverse path alone says whose rules govern")
        @Nullable String message,

        @Schema(
                description =
                        "The address that it would be submitted from; without it, sourceNetwork counts as matching")
        @Nullable String sourceAddress)
        implements WholeDocument {

    private static final int MOST_RECIPIENTS = 100;

    /** Throws {@link io.sealpost.rules.problem.Problem.InvalidValues} where a field is missing; a relay judges the values. */
    void check() {
        Violations violations = new Violations();
        if (from == null) {
            violations.add("from", null, "the reverse path, or an empty text");
        }
        if (to == null || to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            violations.add(
                    "to", to == null ? null : to.size() + " recipients", "1 to " + MOST_RECIPIENTS + " recipients");
        }
        violations.refuseIfAny();
    }

    /** What stands behind the @ of the reverse path, as names compare; all of it where there is none. */
    String senderDomain() {
        String path = from == null ? "" : from;
        String domain = path.substring(path.lastIndexOf('@') + 1);
        return DomainName.parse(domain).map(DomainName::ascii).orElse(domain);
    }
}
