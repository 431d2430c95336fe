package io.sealpost.rules.rule;

import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.Answers;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules of a domain over REST. */
@Path("/v1/domains/{domain}/rules")
@Tag(name = "Domain rules", description = "Message rules of a domain")
public class DomainRuleResource extends RuleResource {

    private final UriInfo uri;

    DomainRuleResource(
            Rules rules, RuleDocuments documents, Findings findings, RuleRights rights, Answers answers, UriInfo uri) {
        super(rules, documents, findings, rights, answers);
        this.uri = uri;
    }

    @Override
    Scope scope() {
        String id = uri.getPathParameters().getFirst("domain");
        return RuleScopes.domain(id).orElseThrow(() -> new Problem.NotFound("domain", id).asException());
    }
}
