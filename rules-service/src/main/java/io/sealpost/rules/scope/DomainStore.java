package io.sealpost.rules.scope;

import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Reads and writes domains, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class DomainStore {

    private final Domains domains;
    private final Organizations organizations;
    private final Submitters submitters;
    private final Changes changes;

    DomainStore(Domains domains, Organizations organizations, Submitters submitters, Changes changes) {
        this.domains = domains;
        this.organizations = organizations;
        this.submitters = submitters;
        this.changes = changes;
    }

    Page<DomainView> list(Cursor cursor) {
        return Page.of(domains.after(cursor.after(), cursor.fetch()), cursor, Domain::name, DomainView::of);
    }

    DomainView get(DomainName name) {
        return DomainView.of(existing(name));
    }

    Written put(DomainName name, Domain.Values values, IfMatch ifMatch, String by) {
        organizations.lockTree();
        if (organizations.findById(values.organization()) == null) {
            throw new Problem.InvalidValues(List.of(
                            new Violation("organization", values.organization(), "an organization that exists")))
                    .asException();
        }
        Change change = changes.open(Scope.domain(name.ascii()));
        Domain present = domains.findById(name.ascii());
        ifMatch.check(present == null ? 0 : present.revision());
        Domain domain = present == null ? new Domain(name) : present;
        if (!domain.become(values)) {
            return Written.replaced(DomainView.of(domain), change.present(), domain.revision());
        }
        ScopeRevision revision = change.revise(by);
        domain.revised(revision.revision());
        if (present != null) {
            return Written.replaced(DomainView.of(domain), revision, revision.revision());
        }
        domains.persist(domain);
        return Written.created(DomainView.of(domain), revision, "/v1/domains/" + name, revision.revision());
    }

    Written delete(DomainName name, IfMatch ifMatch, String by) {
        organizations.lockTree();
        Change change = changes.existing(Scope.domain(name.ascii()));
        Domain domain = existing(name);
        ifMatch.check(domain.revision());
        submitters.deleteAllOf(name);
        domains.delete(domain);
        return Written.deleted(change.delete(by));
    }

    private Domain existing(DomainName name) {
        return domains.findByIdOptional(name.ascii())
                .orElseThrow(() -> new Problem.NotFound("domain", name.ascii()).asException());
    }
}
