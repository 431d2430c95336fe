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
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes organizations, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class OrganizationStore {

    private final Organizations organizations;
    private final Domains domains;
    private final Changes changes;

    OrganizationStore(Organizations organizations, Domains domains, Changes changes) {
        this.organizations = organizations;
        this.domains = domains;
        this.changes = changes;
    }

    Page<OrganizationView> list(Cursor cursor) {
        return Page.of(
                organizations.after(cursor.after(), cursor.fetch()), cursor, Organization::id, OrganizationView::of);
    }

    OrganizationView get(String id) {
        return OrganizationView.of(existing(id));
    }

    Written put(String id, Organization.Values values, IfMatch ifMatch, String by) {
        organizations.lockTree();
        requirePlace(id, values.parent());
        Change change = changes.open(Scope.organization(id));
        Organization present = organizations.findById(id);
        ifMatch.check(present == null ? 0 : present.revision());
        Organization organization = present == null ? new Organization(id) : present;
        if (!organization.become(values)) {
            return Written.replaced(OrganizationView.of(organization), change.present(), organization.revision());
        }
        ScopeRevision revision = change.revise(by);
        organization.revised(revision.revision());
        if (present != null) {
            return Written.replaced(OrganizationView.of(organization), revision, revision.revision());
        }
        organizations.persist(organization);
        return Written.created(
                OrganizationView.of(organization), revision, "/v1/organizations/" + id, revision.revision());
    }

    Written delete(String id, IfMatch ifMatch, String by) {
        organizations.lockTree();
        Change change = changes.existing(scope(id));
        Organization organization = existing(id);
        ifMatch.check(organization.revision());
        long children = organizations.childrenOf(id);
        long itsDomains = domains.of(id);
        if (children + itsDomains > 0) {
            throw new Problem.Conflict("\"" + id + "\" still has " + itsDomains + " domains and " + children
                            + " organizations below it. Delete or move them first.")
                    .asException();
        }
        organizations.delete(organization);
        return Written.deleted(change.delete(by));
    }

    private Organization existing(String id) {
        return organizations
                .findByIdOptional(scope(id).id())
                .orElseThrow(() -> new Problem.NotFound("organization", id).asException());
    }

    /** The scope of an organization that is to exist. */
    private static Scope scope(String id) {
        if (!Organization.isId(id)) {
            throw new Problem.NotFound("organization", id).asException();
        }
        return Scope.organization(id);
    }

    private void requirePlace(String id, @Nullable String parent) {
        if (parent == null) {
            return;
        }
        if (organizations.isWithin(parent, id)) {
            throw new Problem.Conflict("\"" + parent + "\" is \"" + id + "\" itself or stands below it.").asException();
        }
        if (organizations.findById(parent) == null) {
            throw new Problem.InvalidValues(List.of(new Violation("parent", parent, "an organization that exists")))
                    .asException();
        }
    }
}
