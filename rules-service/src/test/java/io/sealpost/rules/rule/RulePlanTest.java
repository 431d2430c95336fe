package io.sealpost.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.rules.change.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulePlanTest {

    private static final Scope SCOPE = Scope.domain("sender.example");

    private static RuleValues values(String name, String recipient) {
        return new RuleValues(
                name,
                Direction.OUTGOING,
                true,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                new Criteria(new Selection(List.of(recipient), null), null, null, null, null, null, null, null),
                new Actions(Actions.RelayWithTls.DEFAULTS, null, null));
    }

    private static List<RuleValues> wanted(String... names) {
        return Stream.of(names).map(name -> values(name, "bank.example")).toList();
    }

    private static List<RuleRow> present(String... names) {
        List<RuleRow> rows = new ArrayList<>();
        for (RuleValues values : wanted(names)) {
            RuleRow row = new RuleRow(UUID.randomUUID(), SCOPE, rows.size() + 1);
            row.become(values, 7, java.time.Instant.EPOCH);
            rows.add(row);
        }
        return rows;
    }

    private static RuleDiff diff(List<RuleRow> present, List<RuleValues> wanted) {
        return RuleDiff.of(RulePlan.of(present, wanted), 7, true);
    }

    private static List<String> names(List<RuleDiff.Named> rules) {
        return rules.stream().map(RuleDiff.Named::name).toList();
    }

    private static RuleRow at(long position) {
        return new RuleRow(UUID.randomUUID(), SCOPE, position);
    }

    @Test
    void leavesWhatStaysWhereCursorsFindIt() {
        List<RuleRow> stay = List.of(at(10), at(20), at(30));
        List<RuleRow> wanted = List.of(at(0), stay.get(0), at(40), at(0), stay.get(1), stay.get(2), at(0));

        RuleRows.order(wanted, stay::contains);

        assertThat(stay).extracting(RuleRow::position).containsExactly(10L, 20L, 30L);
        assertThat(wanted).extracting(RuleRow::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void makesRoomWhereThereIsNone() {
        List<RuleRow> stay = List.of(at(1), at(2));
        List<RuleRow> wanted = List.of(stay.get(0), at(0), stay.get(1));

        RuleRows.order(wanted, stay::contains);

        assertThat(wanted).extracting(RuleRow::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void findsNothingToDoWhereAllIsAsWanted() {
        assertThat(RulePlan.of(present("a", "b"), wanted("a", "b")).isEmpty()).isTrue();
        assertThat(RulePlan.of(present("a", "b"), wanted("b", "a")).isEmpty()).isFalse();
    }

    @Test
    void createsAndDeletesByName() {
        RuleDiff diff = diff(present("a", "b"), wanted("b", "c"));
        assertThat(names(diff.created())).containsExactly("c");
        assertThat(names(diff.deleted())).containsExactly("a");
        assertThat(diff.changed()).isEmpty();
        assertThat(diff.moved()).isEmpty();
    }

    @Test
    void tellsAChangeFieldByField() {
        RuleDiff diff = diff(present("a"), List.of(values("a", "*")));
        assertThat(diff.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.fields()).extracting(RuleDiff.Field::field).containsExactly("criteria.to.anyOf");
            assertThat(changed.fields().get(0).from().toString()).isEqualTo("[\"bank.example\"]");
            assertThat(changed.fields().get(0).to().toString()).isEqualTo("[\"*\"]");
        });
    }

    @Test
    void movesAsFewAsItCan() {
        assertThat(names(diff(present("a", "b", "c", "d"), wanted("d", "a", "b", "c"))
                        .moved()))
                .containsExactly("d");
        assertThat(names(diff(present("a", "b", "c", "d"), wanted("b", "a", "d", "c"))
                        .moved()))
                .hasSize(2);
        assertThat(diff(present("a", "b", "c"), wanted("a", "new", "c")).moved())
                .isEmpty();
    }

    @Test
    void aRuleOfAnotherDirectionIsAnotherRule() {
        RuleValues incoming = new RuleValues(
                "a",
                Direction.INCOMING,
                true,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                wanted("a").get(0).criteria(),
                wanted("a").get(0).actions());
        RuleDiff diff = diff(present("a"), Arrays.asList(incoming));
        assertThat(names(diff.created())).containsExactly("a");
        assertThat(names(diff.deleted())).containsExactly("a");
    }
}
