package io.sealpost.rules.addresslist;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.access.Access;
import io.sealpost.rules.access.Right;
import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeDeleted;
import io.sealpost.rules.change.ScopeRevision;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.StrictJson;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.Domains;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes address lists, each call in one transaction, its caller's or its own. */
@ApplicationScoped
@Transactional
public class AddressLists {

    private static final int MOST_ENTRIES = 100_000;

    private final AddressListRows rows;
    private final Changes changes;
    private final Domains domains;
    private final Access access;

    AddressLists(AddressListRows rows, Changes changes, Domains domains, Access access) {
        this.rows = rows;
        this.changes = changes;
        this.domains = domains;
        this.access = access;
    }

    /** All entries of a list in their order. */
    public List<String> entries(Scope list) {
        return rows.entries(list, "", MOST_ENTRIES);
    }

    /** The lists of an organization. */
    public List<Scope> ownedBy(String organization) {
        return rows.of(organization, "", Integer.MAX_VALUE).stream()
                .map(row -> row.list().scope())
                .toList();
    }

    /**
     * Makes a list hold exactly these entries, in its caller's transaction.
     *
     * @param body as a PUT takes it
     */
    public Written put(String organization, String name, JsonNode body, String by) {
        access.organization(Right.WRITE, organization);
        return replace(
                AddressListName.possible(organization, name),
                new IfMatch(null),
                StrictJson.read(body, EntriesBody.class).values(),
                by);
    }

    /**
     * Keeps lists that a rule names until the transaction ends; throws {@link Problem.InvalidValues} for one that the
     * rule's chain of organizations lacks.
     *
     * @param place of the rule in the body
     */
    public void hold(Scope ruleScope, Set<String> names, String place) {
        if (names.isEmpty()) {
            return;
        }
        String organization = organizationOf(ruleScope);
        Violations violations = new Violations();
        for (String name : names) {
            if (organization == null || rows.hold(organization, name).isEmpty()) {
                violations.add(
                        place + "criteria",
                        "list:" + name,
                        "an address list of the organization or of one above it; PUT"
                                + " /v1/organizations/{organization}/address-lists/{list} makes one");
            }
        }
        violations.refuseIfAny();
    }

    private @Nullable String organizationOf(Scope ruleScope) {
        if (ruleScope.kind() == Scope.Kind.ORGANIZATION) {
            return ruleScope.id();
        }
        Domain domain = domains.findById(ruleScope.id());
        return domain == null ? null : domain.values().organization();
    }

    Page<AddressListView> list(String organization, Cursor cursor) {
        changes.present(Scope.organization(organization));
        return Page.of(
                rows.of(organization, cursor.after(), cursor.fetch()),
                cursor,
                row -> row.list().name(),
                row -> view(row.list(), changes.present(row.list().scope())));
    }

    AddressListView get(AddressListName list) {
        return view(list, present(list));
    }

    Page<String> entries(AddressListName list, Cursor cursor) {
        present(list);
        return Page.of(rows.entries(list.scope(), cursor.after(), cursor.fetch()), cursor, entry -> entry, e -> e);
    }

    /** Makes the list hold exactly these. */
    Written replace(AddressListName list, IfMatch ifMatch, Collection<String> entries, String by) {
        changes.present(Scope.organization(list.organization()));
        Change change = changes.open(list.scope());
        boolean isNew = rows.findById(list.scope().key()) == null;
        ifMatch.check(isNew ? 0 : change.present().revision());
        if (isNew) {
            rows.persistAndFlush(new AddressListRow(list));
        }
        long removed = rows.removeAllBut(list.scope(), entries);
        long added = rows.add(list.scope(), entries);
        ScopeRevision revision = revise(list, change, added, removed, isNew, by);
        AddressListView view = view(list, revision);
        return isNew
                ? Written.created(view, revision, list.path(), revision.revision())
                : Written.replaced(view, revision, revision.revision());
    }

    Written add(AddressListName list, IfMatch ifMatch, Collection<String> entries, String by) {
        Change change = existing(list, ifMatch);
        ScopeRevision revision = revise(list, change, rows.add(list.scope(), entries), 0, false, by);
        return Written.replaced(view(list, revision), revision, revision.revision());
    }

    Written remove(AddressListName list, IfMatch ifMatch, Collection<String> entries, String by) {
        Change change = existing(list, ifMatch);
        ScopeRevision revision = revise(list, change, 0, rows.remove(list.scope(), entries), false, by);
        return Written.replaced(view(list, revision), revision, revision.revision());
    }

    Written delete(AddressListName list, IfMatch ifMatch, String by) {
        Change change = existing(list, ifMatch);
        List<ListUser> users = rows.users(list);
        if (!users.isEmpty()) {
            throw new Problem.InUse("address list", list.name(), users).asException();
        }
        return Written.deleted(change.delete(by));
    }

    /** Lists go with their organization, and the rows of a list with its scope. */
    void deleted(@Observes ScopeDeleted deleted) {
        String id = deleted.scope().id();
        switch (deleted.scope().kind()) {
            case ORGANIZATION ->
                rows.of(id, "", Integer.MAX_VALUE)
                        .forEach(row -> changes.existing(row.list().scope()).delete(deleted.deletedBy()));
            case ADDRESS_LIST -> {
                rows.removeAllBut(deleted.scope(), List.of());
                rows.deleteById(deleted.scope().key());
            }
            case DOMAIN -> {}
        }
    }

    private ScopeRevision revise(
            AddressListName list, Change change, long added, long removed, boolean isNew, String by) {
        if (added == 0 && removed == 0 && !isNew) {
            return change.present();
        }
        change.grow(added - removed);
        if (rows.count(list.scope()) > MOST_ENTRIES) {
            Violations violations = new Violations();
            violations.add("entries", rows.count(list.scope()) + " entries", "at most " + MOST_ENTRIES + " in a list");
            violations.refuseIfAny();
        }
        return change.revise(by);
    }

    private Change existing(AddressListName list, IfMatch ifMatch) {
        present(list);
        Change change = changes.existing(list.scope());
        ifMatch.check(change.present().revision());
        return change;
    }

    private ScopeRevision present(AddressListName list) {
        changes.present(Scope.organization(list.organization()));
        return changes.present(list.scope());
    }

    private AddressListView view(AddressListName list, ScopeRevision revision) {
        return new AddressListView(list.name(), list.organization(), revision.revision(), rows.count(list.scope()));
    }
}
