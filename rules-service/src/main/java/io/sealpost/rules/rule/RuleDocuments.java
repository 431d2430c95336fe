package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.rollout.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads and writes the rules of a scope as a whole, each call in one transaction. */
@ApplicationScoped
@Transactional
class RuleDocuments {

    private final RuleRows rows;
    private final Changes changes;
    private final AddressLists lists;
    private final TransactionSynchronizationRegistry transaction;

    RuleDocuments(RuleRows rows, Changes changes, AddressLists lists, TransactionSynchronizationRegistry transaction) {
        this.rows = rows;
        this.changes = changes;
        this.lists = lists;
        this.transaction = transaction;
    }

    /** The rules as a document, and the scope's revision. */
    Snapshot get(Scope scope) {
        long revision = changes.present(scope).revision();
        return new Snapshot(
                revision,
                RuleDocument.of(rows.all(scope).stream().map(RuleRow::rule).toList()));
    }

    /**
     * Makes the rules of a scope these, in one revision; draws none where they are so already.
     *
     * @param dryRun whether to do and check everything, and then take it back
     */
    Written apply(Scope scope, IfMatch ifMatch, List<RuleValues> wanted, boolean dryRun, String by) {
        Change change = changes.existing(scope);
        ifMatch.check(change.present().revision());
        RulePlan plan = RulePlan.of(rows.all(scope), wanted);
        RuleDiff asItIs = RuleDiff.of(plan, change.present().revision(), dryRun);
        change.grow(plan.growth());
        for (int i = 0; i < wanted.size(); i++) {
            lists.hold(scope, wanted.get(i).criteria().lists(), "rules[" + i + "].");
        }
        if (dryRun) {
            transaction.setRollbackOnly();
        }
        if (dryRun || plan.isEmpty()) {
            return Written.replaced(asItIs, change.present(), asItIs.revision());
        }
        var revision = change.revise(by);
        RuleDiff diff = RuleDiff.of(plan, revision.revision(), false);
        carryOut(plan, change);
        return Written.replaced(diff, revision, revision.revision());
    }

    private void carryOut(RulePlan plan, Change change) {
        plan.deleted().forEach(rows::delete);
        List<RuleRow> wanted = new ArrayList<>();
        for (RulePlan.Step step : plan.steps()) {
            RuleRow row = Objects.requireNonNullElseGet(step.present(), () -> rows.unplaced(change.scope()));
            if (step.isChange()) {
                row.become(step.wanted(), change.present().revision(), change.at());
            }
            wanted.add(row);
        }
        RuleRows.order(wanted, row -> rows.isPersistent(row) && !plan.isMoved(row));
        wanted.stream().filter(row -> !rows.isPersistent(row)).forEach(rows::persist);
    }

    /** The rules of a scope at one revision. */
    record Snapshot(long revision, RuleDocument document) {}
}
