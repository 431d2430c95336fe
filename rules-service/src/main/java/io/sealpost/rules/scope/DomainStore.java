package io.sealpost.rules.scope;

import io.sealpost.rules.access.Access;
import io.sealpost.rules.access.Right;
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
import java.time.Clock;
import java.util.List;

/** Reads and writes domains, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class DomainStore {

    private final Domains domains;
    private final Organizations organizations;
    private final Submitters submitters;
    private final Changes changes;
    private final Access access;
    private final Clock clock;

    DomainStore(
            Domains domains,
            Organizations organizations,
            Submitters submitters,
            Changes changes,
            Access access,
            Clock clock) {
        this.domains = domains;
        this.organizations = organizations;
        this.submitters = submitters;
        this.changes = changes;
        this.access = access;
        this.clock = clock;
    }

    Page<DomainView> list(Cursor cursor) {
        List<Domain> read =
                domains.after(cursor.after(), cursor.fetch(), access.root().orElse(null));
        return Page.of(read, cursor, Domain::name, DomainView::of);
    }

    DomainView get(DomainName name) {
        return DomainView.of(existing(name));
    }

    /** An operator's write vouches for the domain; for a new one of anybody else the DNS has to. */
    Written put(DomainName name, Domain.Values values, IfMatch ifMatch, String by) {
        organizations.holdTree();
        requireOwner(values.organization());
        Change change = changes.open(Scope.domain(name.ascii()));
        Domain present = change.isNew() ? null : domains.findById(name.ascii());
        if (present != null) {
            access.domain(Right.WRITE, name);
        }
        ifMatch.check(present == null ? 0 : present.revision());
        Domain domain = present == null ? new Domain(name) : present;
        if (!become(domain, values)) {
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

    private boolean become(Domain domain, Domain.Values values) {
        boolean otherOwner = domain.revision() == 0
                || !values.organization().equals(domain.values().organization());
        if (otherOwner && domain.isPending()) {
            domain.challenge(Challenge.generate());
        }
        boolean vouched = access.caller().isOperator() && domain.verify(Domain.Voucher.OPERATOR, clock.instant());
        boolean changed = domain.become(values);
        return changed || vouched;
    }

    private void requireOwner(String organization) {
        if (!access.reaches(organization) || organizations.findById(organization) == null) {
            throw new Problem.InvalidValues(
                            List.of(new Violation("organization", organization, "an organization that exists")))
                    .asException();
        }
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
