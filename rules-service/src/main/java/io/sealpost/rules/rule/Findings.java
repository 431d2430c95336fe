package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link Lint} looks at, in one transaction. */
@ApplicationScoped
@Transactional
class Findings {

    private final RuleRows rows;
    private final Changes changes;
    private final AddressLists lists;
    private final Clock clock;

    Findings(RuleRows rows, Changes changes, AddressLists lists, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.lists = lists;
        this.clock = clock;
    }

    /** What is found in the rules of a scope and, of an organization, in its address lists. */
    List<Finding> of(Scope scope) {
        changes.present(scope);
        List<Finding> findings = new ArrayList<>(
                Lint.of(scope, rows.all(scope).stream().map(RuleRow::dated).toList(), clock.instant()));
        if (scope.kind() == Scope.Kind.ORGANIZATION) {
            lists.ownedBy(scope.id())
                    .forEach(list -> lists.entries(list).stream()
                            .filter(PatternCover::isNobody)
                            .map(entry -> new Finding(
                                    Finding.Kind.LIST_ENTRY_NEVER_MATCHES,
                                    null,
                                    list.id().substring(list.id().indexOf('/') + 1),
                                    entry,
                                    "No mail can be for this domain."))
                            .forEach(findings::add));
        }
        return findings;
    }
}
