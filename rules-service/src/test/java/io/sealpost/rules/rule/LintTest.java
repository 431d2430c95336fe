package io.sealpost.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rule.Actions.RelayWithTls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:15:30Z");

    private static Rule rule(String name, boolean enabled, RelayWithTls tls, String... patterns) {
        return rule(name, enabled, new Actions(tls, null, null), patterns);
    }

    private static Rule rule(String name, boolean enabled, Actions actions, String... patterns) {
        return new Rule(
                UUID.randomUUID(),
                1,
                name,
                Direction.OUTGOING,
                enabled,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                new Criteria(new Selection(List.of(patterns), null), null, null, null, null, null, null, null),
                actions);
    }

    private static Rule on(String name, String... patterns) {
        return rule(name, true, RelayWithTls.DEFAULTS, patterns);
    }

    private static List<String> found(Duration age, Rule... rules) {
        List<Lint.Dated> dated =
                Stream.of(rules).map(one -> new Lint.Dated(one, NOW.minus(age))).toList();
        return Lint.of(Scope.domain("sender.example"), dated, NOW).stream()
                .map(one -> one.name() + " " + one.kind().word())
                .toList();
    }

    private static List<String> found(Rule... rules) {
        return found(Duration.ZERO, rules);
    }

    @ParameterizedTest
    @CsvSource({
        "*, *.bank.example, true",
        "bank.example, cfo@bank.example, true",
        "bank.example, *.bank.example, false",
        "*.bank.example, a.bank.example, true",
        "*.bank.example, *.a.bank.example, true",
        "*.bank.example, bank.example, false",
        "*.bank.example, notbank.example, false",
        "cfo@bank.example, CFO@bank.example, true",
        "cfo@bank.example, bank.example, false",
        "bank.example, *, false"
    })
    void knowsWhichPatternCoversWhich(String wide, String narrow, boolean covers) {
        assertThat(PatternCover.covers(wide, narrow)).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'to': {'anyOf': ['*']}} | {'subject': {'anyOf': ['x']}, 'to': {'anyOf': ['a.example']}} | true",
                "{'subject': {'anyOf': ['x']}, 'to': {'anyOf': ['*']}} | {'to': {'anyOf': ['a.example']}} | false",
                "{'subject': {'anyOf': ['tract']}} | {'subject': {'anyOf': ['contract', 'contracts']}} | true",
                "{'body': {'anyOf': ['tract']}} | {'body': {'anyOf': ['contract']}} | true",
                "{'body': {'anyOf': ['tract']}} | {'attachments': {'anyOf': ['contract']}} | false",
                "{'attachments': {'anyOf': ['tract']}} | {'attachments': {'anyOf': ['contract']}} | true",
                "{'subject': {'anyOf': ['/tract/']}} | {'subject': {'anyOf': ['contract']}} | false",
                "{'to': {'anyOf': ['/.*@a[.]example/']}} | {'to': {'anyOf': ['/.*@A[.]example/']}} | false",
                "{'to': {'anyOf': ['*'], 'noneOf': ['b.example']}} | {'to': {'anyOf': ['a.example']}} | false",
                "{'to': {'anyOf': ['*']}} | {'to': {'anyOf': ['a.example'], 'noneOf': ['b.example']}} | true",
                "{'to': {'noneOf': ['b.example']}} | {'to': {'anyOf': ['a.example'], 'noneOf': ['b.example']}} | true",
                "{'to': {'anyOf': ['a.example']}} | {'to': {'noneOf': ['b.example']}} | false",
                "{'headers': {'X-A': {'anyOf': ['b']}}} | {'headers': {'x-a': {'anyOf': ['b']}}} | true",
                "{'headers': {'X-A': {'anyOf': ['b']}}} | {'headers': {'X-B': {'anyOf': ['b']}}} | false",
                "{'size': {'atLeast': 5}} | {'size': {'atLeast': 6, 'atMost': 9}} | true",
                "{'size': {'atMost': 9}} | {'size': {'atLeast': 6}} | false",
                "{'sourceNetwork': {'anyOf': ['192.0.2.0/24']}} | {'from': {'anyOf': ['a.example']}} | false",
            })
    void callsARuleShadowedOnlyWhereItIsSure(String wide, String narrow, boolean covers) {
        assertThat(CriteriaCover.covers(of(wide, ActiveTime.ALWAYS), of(narrow, ActiveTime.ALWAYS)))
                .isEqualTo(covers);
    }

    @Test
    void callsNoRuleShadowedByOneThatIsNotAlwaysInForce() {
        String all = "{'to': {'anyOf': ['*']}}";
        ActiveTime untilNow = new ActiveTime(null, NOW);
        assertThat(CriteriaCover.covers(of(all, untilNow), of(all, ActiveTime.ALWAYS)))
                .isFalse();
        assertThat(CriteriaCover.covers(of(all, ActiveTime.ALWAYS), of(all, untilNow)))
                .isTrue();
    }

    @Test
    void findsARuleThatIsOnAndOver() {
        assertThat(found(of("{'to': {'anyOf': ['bank.example']}}", new ActiveTime(null, NOW))))
                .containsExactly("a expired");
    }

    @Test
    void findsSendersThatCanNeverBe() {
        assertThat(found(of("{'from': {'noneOf': ['intranet', '/x/']}}", ActiveTime.ALWAYS)))
                .containsExactly("a never-matches");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'to': {'anyOf': ['a.example'], 'noneOf': ['a.example']}} | true",
                "{'to': {'anyOf': ['cfo@a.example'], 'noneOf': ['a.example']}} | true",
                "{'to': {'anyOf': ['*'], 'noneOf': ['*']}} | true",
                "{'to': {'anyOf': ['/.*@a[.]b/'], 'noneOf': ['/.*@a[.]b/']}} | true",
                "{'to': {'anyOf': ['a.example'], 'noneOf': ['cfo@a.example']}} | false",
                "{'to': {'anyOf': ['cfo@a.example'], 'noneOf': ['cfo@a.example']}} | false",
                "{'to': {'anyOf': ['list:a'], 'noneOf': ['list:a']}} | false",
                "{'from': {'anyOf': ['a.example'], 'noneOf': ['a.example']}} | false",
            })
    void findsARecipientThatTheRuleItselfTakesOut(String criteria, boolean found) {
        assertThat(found(of(criteria, ActiveTime.ALWAYS))).isEqualTo(found ? List.of("a never-matches") : List.of());
    }

    private static Rule of(String criteria, ActiveTime active) {
        Criteria parts = RuleJson.read(RuleJson.FORMAT, criteria.replace('\'', '"'), Criteria.class);
        return new Rule(
                UUID.randomUUID(),
                1,
                "a",
                Direction.OUTGOING,
                true,
                Mode.ENFORCE,
                active,
                parts,
                new Actions(RelayWithTls.DEFAULTS, null, null));
    }

    @Test
    void findsWhatARuleDoesInVainBesideItsRefusal() {
        Actions all = new Actions(RelayWithTls.DEFAULTS, new Actions.Reject(null), new Actions.Hold());
        Actions two = new Actions(RelayWithTls.DEFAULTS, null, new Actions.Hold());

        assertThat(found(rule("a", true, all, "a.example"), rule("b", true, two, "b.example")))
                .containsExactly("a idle-action", "a idle-action");
    }

    @Test
    void findsTheLaterOfTwoDuplicates() {
        assertThat(found(on("a", "bank.example"), on("b", "bank.example"))).containsExactly("b duplicate");
    }

    @Test
    void findsARuleThatAnotherMakesNeedless() {
        assertThat(found(on("a", "cfo@bank.example"), on("b", "bank.example"))).containsExactly("a shadowed");
    }

    @Test
    void leavesARuleAloneThatDemandsMore() {
        Rule strict = rule("strict", true, new RelayWithTls(TlsLevel.VERIFY, null, null, null, null), "bank.example");
        assertThat(found(strict, on("all", "*"))).isEmpty();
    }

    @Test
    void findsWhatCanNeverMatch() {
        assertThat(found(on("a", "bank.invalid", "intranet", "bank.example")))
                .containsExactly("a never-matches", "a never-matches");
        Rule names = rule(
                "a",
                true,
                new RelayWithTls(TlsLevel.SECURE, null, List.of("mx1", "mx.bank.example"), null, null),
                "b.example");
        assertThat(found(names)).containsExactly("a name-never-matches");
    }

    @Test
    void findsADomainThatIsItsOwnRecipient() {
        assertThat(found(on("a", "sender.example", "boss@sender.example", "*.sender.example")))
                .containsExactly("a own-recipient", "a own-recipient");
    }

    @Test
    void findsWhatIsOnlyMonitoredForLong() {
        assertThat(found(Duration.ofDays(31), monitored("a", "bank.example"))).containsExactly("a monitored-for-long");
        assertThat(found(Duration.ofDays(29), monitored("a", "bank.example"))).isEmpty();
    }

    @Test
    void noRuleIsShadowedByOneThatIsOnlyMonitored() {
        assertThat(found(monitored("a", "bank.example"), on("b", "bank.example")))
                .isEmpty();
        assertThat(found(on("b", "bank.example"), monitored("a", "bank.example")))
                .containsExactly("a duplicate");
    }

    private static Rule monitored(String name, String pattern) {
        Rule acting = on(name, pattern);
        return new Rule(
                acting.id(),
                1,
                name,
                Direction.OUTGOING,
                true,
                Mode.MONITOR,
                ActiveTime.ALWAYS,
                acting.criteria(),
                acting.actions());
    }

    @Test
    void findsWhatIsOffForLong() {
        Rule off = rule("a", false, RelayWithTls.DEFAULTS, "bank.example");
        assertThat(found(Duration.ofDays(31), off)).containsExactly("a disabled-for-long");
        assertThat(found(Duration.ofDays(29), off)).isEmpty();
    }

    @Test
    void tellsWhichActionsBreakSignatures() {
        Actions marks = new Actions(
                null,
                null,
                null,
                List.of(new Actions.AddedHeader("X-A", "1"), new Actions.AddedHeader("List-Id", "<a.example>")),
                "[Extern]",
                null);

        assertThat(Lint.of(
                        Scope.domain("sender.example"),
                        List.of(new Lint.Dated(rule("a", true, marks, "a.example"), NOW)),
                        NOW))
                .extracting(finding -> finding.kind().word() + " " + finding.value())
                .containsExactly("breaks-signatures [Extern]", "breaks-signatures List-Id");
    }
}
