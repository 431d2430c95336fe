package io.sealpost.rules.rule;

import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.Answers;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules of an organization over REST. */
@Path("/v1/organizations/{organization}/rules")
@Tag(name = "Organization rules", description = "Message rules of an organization, for all domains below it")
public class OrganizationRuleResource extends RuleResource {

    private final UriInfo uri;

    OrganizationRuleResource(
            Rules rules, RuleDocuments documents, Findings findings, RuleRights rights, Answers answers, UriInfo uri) {
        super(rules, documents, findings, rights, answers);
        this.uri = uri;
    }

    @Override
    Scope scope() {
        String id = uri.getPathParameters().getFirst("organization");
        return RuleScopes.organization(id).orElseThrow(() -> new Problem.NotFound("organization", id).asException());
    }
}
