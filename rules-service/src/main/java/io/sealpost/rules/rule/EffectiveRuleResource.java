package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All rules that apply to a domain, over REST. */
@Path("/v1/domains/{domain}/effective-rules")
@Tag(name = "Domain rules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EffectiveRuleResource {

    private final EffectiveRules effective;

    EffectiveRuleResource(EffectiveRules effective) {
        this.effective = effective;
    }

    @GET
    @Operation(
            operationId = "listEffectiveRules",
            summary = "List all rules that apply to a domain, each with its origin",
            description = "Those of its organizations from the top, then its own, each in its order; the whole chain "
                    + "as of one moment, on one page.")
    public Page<EffectiveRule> list(@PathParam("domain") String domain) {
        var scope = RuleScopes.domain(domain).orElseThrow(() -> new Problem.NotFound("domain", domain).asException());
        return new Page<>(effective.of(scope), null);
    }
}
