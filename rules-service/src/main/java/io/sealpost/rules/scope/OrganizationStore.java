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
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes organizations, each call in one transaction that has ended when it returns. */
@ApplicationScoped
@Transactional
class OrganizationStore {

    private final Organizations organizations;
    private final Domains domains;
    private final Changes changes;
    private final Access access;

    OrganizationStore(Organizations organizations, Domains domains, Changes changes, Access access) {
        this.organizations = organizations;
        this.domains = domains;
        this.changes = changes;
        this.access = access;
    }

    Page<OrganizationView> list(Cursor cursor) {
        return Page.of(
                organizations.after(
                        cursor.after(), cursor.fetch(), access.root().orElse(null)),
                cursor,
                Organization::id,
                OrganizationView::of);
    }

    OrganizationView get(String id) {
        return OrganizationView.of(existing(id));
    }

    Written put(String id, Organization.Values values, IfMatch ifMatch, String by) {
        organizations.lockTree();
        Organization present = organizations.findById(id);
        requireAllowed(id, present == null ? null : present.values(), values);
        requirePlace(id, values.parent());
        Change change = changes.open(Scope.organization(id));
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
        long keys = access.keysOf(id);
        if (children + itsDomains + keys > 0) {
            throw new Problem.Conflict("\"" + id + "\" still has " + itsDomains + " domains, " + children
                            + " organizations below it and " + keys + " API keys. Delete or move them first.")
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

    /** What the path did not tell: whom the parent and the contact concern. */
    private void requireAllowed(String id, Organization.@Nullable Values before, Organization.Values after) {
        if (before != null) {
            access.organization(Right.WRITE, id);
        }
        if (before == null && after.parent() != null) {
            requireReached(after.parent());
        } else if (before == null || !Objects.equals(before.parent(), after.parent())) {
            access.operator("To change \"parent\", or to be without one,");
        }
        if (after.contact() != null && (before == null || !after.contact().equals(before.contact()))) {
            requireOwnContact(id, after.contact());
        }
    }

    private void requireReached(String parent) {
        if (!access.reaches(parent)) {
            throw missingParent(parent);
        }
    }

    private void requireOwnContact(String id, String contact) {
        String domain = contact.substring(contact.lastIndexOf('@') + 1);
        if (!domains.isVerifiedWithin(domain, id)) {
            access.operator("A contact outside the verified domains of \"" + id + "\" (" + contact + ")");
        }
    }

    private void requirePlace(String id, @Nullable String parent) {
        if (parent == null) {
            return;
        }
        if (parent.equals(id) || organizations.isWithin(parent, id)) {
            throw new Problem.Conflict("\"" + parent + "\" is \"" + id + "\" itself or stands below it.").asException();
        }
        if (organizations.findById(parent) == null) {
            throw missingParent(parent);
        }
    }

    private static ProblemException missingParent(String parent) {
        return new Problem.InvalidValues(List.of(new Violation("parent", parent, "an organization that exists")))
                .asException();
    }
}
