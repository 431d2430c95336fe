package io.sealpost.rules.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.StrictJson;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Organizations and domains as the JSON that a PUT of them takes, for those who move many of them. */
@ApplicationScoped
public class ScopeDocuments {

    private static final IfMatch ALWAYS = new IfMatch(null);

    private final OrganizationStore organizations;
    private final DomainStore domains;
    private final Changes changes;

    ScopeDocuments(OrganizationStore organizations, DomainStore domains, Changes changes) {
        this.changes = changes;
        this.organizations = organizations;
        this.domains = domains;
    }

    /** As PUT does it; in its caller's transaction. */
    public Written putOrganization(String id, JsonNode body, String by) {
        return organizations.put(
                id, StrictJson.read(body, OrganizationBody.class).values(id), ALWAYS, by);
    }

    /** Locks at once what {@link #putDomain} would lock one by one; passes over what is no name of a domain. */
    public void expectDomains(Collection<String> names) {
        changes.lock(names.stream()
                .flatMap(name -> DomainName.parse(name).stream())
                .map(name -> Scope.domain(name.ascii()))
                .distinct()
                .toList());
    }

    /** As PUT does it; in its caller's transaction. */
    public Written putDomain(String name, JsonNode body, String by) {
        return domains.put(
                DomainBody.name(name), StrictJson.read(body, DomainBody.class).values(), ALWAYS, by);
    }

    public JsonNode of(Organization organization) {
        return StrictJson.tree(OrganizationBody.of(organization.values()));
    }

    public JsonNode of(Domain domain) {
        return StrictJson.tree(DomainBody.of(domain.values()));
    }
}
