package io.sealpost.rules.rule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.access.Right;
import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.StrictJson;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.rollout.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads and writes rules, each call in one transaction, its caller's or its own. Writers of a scope take turns. */
@ApplicationScoped
@Transactional
public class Rules {

    private final RuleRows rows;
    private final Changes changes;
    private final AddressLists lists;
    private final RuleRights rights;

    Rules(RuleRows rows, Changes changes, AddressLists lists, RuleRights rights) {
        this.rows = rows;
        this.changes = changes;
        this.lists = lists;
        this.rights = rights;
    }

    /** All rules of each of these scopes in their order. */
    public Map<Scope, List<Rule>> of(Collection<Scope> scopes) {
        return rows.all(scopes).stream().collect(groupingBy(RuleRow::scope, mapping(RuleRow::rule, toList())));
    }

    /**
     * Makes the rule of that name and direction this one, or adds it behind the others.
     *
     * @param scope key of the scope that it belongs to
     * @param body as a POST takes it
     */
    public Written put(String scope, JsonNode body, String by) {
        Scope owner = RuleScopes.ofKey(scope)
                .orElseThrow(() -> new Problem.InvalidValues(
                                List.of(new Violation("rule.scope", scope, "organization/ID or domain/NAME")))
                        .asException());
        rights.require(Right.WRITE, owner);
        RuleValues values = RuleCheck.values(StrictJson.read(body, RuleBody.class));
        Change change = changes.existing(owner);
        return named(change, values)
                .map(row -> change(change, row, values, by))
                .orElseGet(() -> add(change, values, by));
    }

    /** What {@link #put} takes for each rule of a scope, in their order. */
    public List<JsonNode> documents(Scope scope) {
        return rows.all(scope).stream()
                .map(row -> StrictJson.tree(RuleBody.of(row.rule().values())))
                .toList();
    }

    Page<Rule> list(Scope scope, RuleFilter filter, Cursor cursor) {
        changes.present(scope);
        List<RuleRow> read = rows.after(scope, cursor.afterNumber(), filter, cursor.fetch());
        return Page.of(read, cursor, row -> Long.toString(row.position()), RuleRow::rule);
    }

    Rule get(Scope scope, UUID id) {
        return existing(scope, id).rule();
    }

    Written add(Scope scope, RuleValues values, String by) {
        Change change = changes.existing(scope);
        requireFreeName(change, values, Optional.empty());
        return add(change, values, by);
    }

    private Written add(Change change, RuleValues values, String by) {
        Scope scope = change.scope();
        RuleRow row = change.isEmpty() ? rows.first(scope) : rows.behindTheLast(scope);
        lists.hold(scope, values.criteria().lists(), "");
        change.grow(RuleJson.size(values));
        var revision = change.revise(by);
        row.become(values, revision.revision(), change.at());
        rows.persist(row);
        String location = "/v1/" + scope.kind().word() + "s/" + scope.id() + "/rules/" + row.id();
        return Written.created(row.rule(), revision, location, row.revision());
    }

    /** Gives the rule the values that {@code edit} makes of its present ones. */
    Written change(Scope scope, UUID id, IfMatch ifMatch, UnaryOperator<RuleValues> edit, String by) {
        Change change = changes.existing(scope);
        RuleRow row = existing(scope, id);
        ifMatch.check(row.revision());
        RuleValues after = edit.apply(row.rule().values());
        requireFreeName(change, after, Optional.of(row));
        return change(change, row, after, by);
    }

    private Written change(Change change, RuleRow row, RuleValues after, String by) {
        if (after.equals(row.rule().values())) {
            return Written.replaced(row.rule(), change.present(), row.revision());
        }
        lists.hold(change.scope(), after.criteria().lists(), "");
        change.grow(RuleJson.size(after) - row.size());
        var revision = change.revise(by);
        row.become(after, revision.revision(), change.at());
        return Written.replaced(row.rule(), revision, row.revision());
    }

    /** Puts the rule where {@code place} says. Its own revision stays, for it is the same rule. */
    Written move(Scope scope, UUID id, IfMatch ifMatch, MoveBody.Place place, String by) {
        Change change = changes.existing(scope);
        RuleRow row = existing(scope, id);
        ifMatch.check(row.revision());
        RuleRow other = rows.find(scope, place.other()).orElseThrow(() -> place.foreign());
        boolean moved = !other.id().equals(id) && rows.move(scope, row, other, place.before());
        return Written.replaced(row.rule(), moved ? change.revise(by) : change.present(), row.revision());
    }

    Written delete(Scope scope, UUID id, IfMatch ifMatch, String by) {
        Change change = changes.existing(scope);
        RuleRow row = existing(scope, id);
        ifMatch.check(row.revision());
        rows.delete(row);
        change.grow(-row.size());
        return Written.deleted(change.revise(by));
    }

    private RuleRow existing(Scope scope, UUID id) {
        return rows.find(scope, id).orElseThrow(() -> new Problem.NotFound("rule", id.toString()).asException());
    }

    private Optional<RuleRow> named(Change change, RuleValues values) {
        return change.isEmpty() ? Optional.empty() : rows.named(change.scope(), values);
    }

    private void requireFreeName(Change change, RuleValues values, Optional<RuleRow> own) {
        named(change, values).filter(other -> !own.equals(Optional.of(other))).ifPresent(other -> {
            throw new Problem.Conflict("Another " + values.direction().word() + " rule here has the name \""
                            + values.name() + "\": " + other.id())
                    .asException();
        });
    }
}
