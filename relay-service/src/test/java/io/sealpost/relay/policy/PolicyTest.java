package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HeaderEdit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Address BOB = Address.parse("bob@bank.example");
    private static final MessageFacts MAIL = Facts.from("alice@sender.example");

    private static final Actions HOLD = new Actions(TlsRequirement.NONE, Optional.empty(), true, List.of(), List.of());

    private static Rule rule(String id, boolean enabled, Direction direction, String to, TlsRequirement requirement) {
        Criteria criteria = new Criteria(Selection.anyOf(List.of(AddressPattern.parse(to))), List.of());
        return new Rule(
                ref(id),
                direction,
                enabled,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                criteria,
                Actions.relayWithTls(requirement));
    }

    private static Rule encrypt(String id, String to) {
        return rule(id, true, Direction.OUTGOING, to, TlsRequirement.ENCRYPT);
    }

    private static Rule during(ActiveTime time) {
        Criteria criteria = new Criteria(Selection.everything(), List.of());
        return new Rule(ref("1"), Direction.OUTGOING, true, Mode.ENFORCE, time, criteria, Actions.ENCRYPT);
    }

    private static RuleRef ref(String id) {
        return new RuleRef("domain/sender.example", id, "Rule " + id, 1);
    }

    private static Decision decide(Rule... rules) {
        return new Policy(List.of(rules)).on(MAIL, NOW).decide(BOB);
    }

    private static Rule asking(String id, boolean enabled, String to, MessageCriterion... criteria) {
        return new Rule(
                ref(id),
                Direction.OUTGOING,
                enabled,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                new Criteria(Selection.anyOf(List.of(AddressPattern.parse(to))), List.of(criteria)),
                Actions.ENCRYPT);
    }

    private static Decision decide(Actions... each) {
        Rule[] rules = new Rule[each.length];
        for (int i = 0; i < each.length; i++) {
            Criteria all = new Criteria(Selection.everything(), List.of());
            rules[i] = new Rule(ref("" + i), Direction.OUTGOING, true, Mode.ENFORCE, ActiveTime.ALWAYS, all, each[i]);
        }
        return decide(rules);
    }

    private static Actions reject(String text) {
        return new Actions(TlsRequirement.NONE, Optional.of(text), false, List.of(), List.of());
    }

    private static MessageCriterion.Content words(String words) {
        return MessageCriterion.Content.of(ContentPart.TEXT, Selection.anyOf(List.of(TextPattern.parse(words))));
    }

    @Test
    void asksOnlyWhatDecidesSomething() {
        Policy policy = new Policy(List.of(
                asking("1", true, "bank.example", words("a")),
                asking("2", true, "other.example", words("b")),
                asking("3", false, "bank.example", words("c")),
                asking("4", true, "bank.example", new MessageCriterion.Size(5_000, 6_000), words("d")),
                asking("5", true, "*", words("e")),
                encrypt("6", "bank.example")));

        assertThat(policy.on(MAIL, NOW).questions(List.of(BOB))).containsExactlyInAnyOrder(words("a"), words("e"));
        assertThat(policy.on(MAIL, NOW).questions(List.of(BOB, Address.parse("c@other.example"))))
                .containsExactlyInAnyOrder(words("a"), words("b"), words("e"));
    }

    @Test
    void rejectsWithTheTextOfTheFirstRuleThatDoes() {
        Decision decision = decide(Actions.ENCRYPT, HOLD, reject("Not by mail."), reject("Never."));

        assertThat(decision.stop()).contains(new Stop.Reject(List.of(ref("2"), ref("3")), "Not by mail."));
        assertThat(decision.requirement()).isEqualTo(TlsRequirement.ENCRYPT);
    }

    @Test
    void holdsWhatNoRuleRejects() {
        assertThat(decide(Actions.ENCRYPT, HOLD).stop()).contains(new Stop.Hold(List.of(ref("1"))));
        assertThat(decide(Actions.ENCRYPT).stop()).isEmpty();
    }

    @Test
    void asksNothingWhereNoRuleLooksAtTheContent() {
        assertThat(new Policy(List.of(encrypt("1", "*"))).on(MAIL, NOW).questions(List.of(BOB)))
                .isEmpty();
    }

    @Test
    void countsAsMatchingWhatNobodyFoundInTheContent() {
        Policy policy = new Policy(List.of(asking("1", true, "*", words("a"))));

        assertThat(policy.on(MAIL, NOW).decide(BOB).requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(policy.on(Facts.withContent(words("a"), false), NOW).decide(BOB))
                .isEqualTo(Decision.NONE);
        assertThat(policy.on(Facts.withContent(words("b"), false), NOW)
                        .decide(BOB)
                        .requirement())
                .isEqualTo(TlsRequirement.ENCRYPT);
    }

    @Test
    void knowsACriterionByWhatItLooksFor() {
        Selection<TextPattern> except = new Selection<>(List.of(), List.of(TextPattern.parse("a")));

        assertThat(words(" A ").key()).isNotEqualTo(words("a").key());
        assertThat(words("A").key()).isEqualTo(words("a").key());
        assertThat(MessageCriterion.Content.of(ContentPart.NAME, words("a").values())
                        .key())
                .isNotEqualTo(words("a").key());
        assertThat(MessageCriterion.Content.of(ContentPart.TEXT, except).key())
                .isNotEqualTo(words("a").key());
    }

    @Test
    void demandsNothingWhereNoRuleMatches() {
        assertThat(decide(encrypt("1", "other.example"))).isEqualTo(Decision.NONE);
    }

    @Test
    void demandsEncryptionAndNamesTheRule() {
        Decision decision = decide(encrypt("1", "other.example"), encrypt("2", "bank.example"));

        assertThat(decision.requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(decision.rules()).extracting(RuleRef::id).containsExactly("2");
    }

    @Test
    void namesEveryRuleThatMatchesInOrder() {
        Decision decision = decide(encrypt("2", "*"), encrypt("1", "bob@bank.example"));

        assertThat(decision.rules()).extracting(RuleRef::id).containsExactly("2", "1");
    }

    @Test
    void leavesOutRulesThatAreSwitchedOff() {
        assertThat(decide(rule("1", false, Direction.OUTGOING, "bank.example", TlsRequirement.ENCRYPT)))
                .isEqualTo(Decision.NONE);
    }

    @Test
    void leavesOutRulesForIncomingMail() {
        assertThat(decide(rule("1", true, Direction.INCOMING, "bank.example", TlsRequirement.ENCRYPT)))
                .isEqualTo(Decision.NONE);
    }

    @Test
    void joinsWhatTheRecipientsDomainDemandsOfIncomingMail() {
        TlsRequirement strong = TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW);
        Policy policy = withIncoming(
                "bank.example", rule("in", true, Direction.INCOMING, "*", strong), encrypt("out", "bank.example"));

        Decision decision = policy.on(MAIL, NOW).decide(BOB);

        assertThat(decision.requirement()).isEqualTo(strong);
        assertThat(decision.rules()).extracting(RuleRef::id).containsExactly("1", "in");
        assertThat(policy.on(MAIL, NOW)
                        .decide(Address.parse("carol@sub.bank.example"))
                        .rules())
                .extracting(RuleRef::id)
                .containsExactly("1");
    }

    @Test
    void asksForTheContentThatARuleForIncomingMailLooksAt() {
        Policy policy = withIncoming(
                "bank.example",
                new Rule(
                        ref("in"),
                        Direction.INCOMING,
                        true,
                        Mode.ENFORCE,
                        ActiveTime.ALWAYS,
                        new Criteria(
                                Selection.everything(),
                                List.of(words("a"), new MessageCriterion.Header("x-secret", Selection.everything()))),
                        Actions.ENCRYPT));

        assertThat(policy.headerNames()).containsExactly("x-secret");
        assertThat(policy.on(MAIL, NOW).questions(List.of(BOB))).containsExactly(words("a"));
        assertThat(policy.on(MAIL, NOW).questions(List.of(Address.parse("carol@other.example"))))
                .isEmpty();
    }

    @Test
    void explainsARuleOfBothDomainsOnceAsItTakesEffect() {
        Rule both = rule("in", true, Direction.INCOMING, "bank.example", TlsRequirement.ENCRYPT);
        Policy policy = new Policy(List.of(both, encrypt("1", "*")))
                .with(Map.of(BOB.domain(), Policy.ofIncoming(List.of(both, encrypt("1", "*")))));

        assertThat(policy.explain(MAIL, NOW, BOB).steps())
                .extracting(step -> step.rule().id() + " " + step.missed().orElse("matched"))
                .containsExactly("1 matched", "in matched");
        assertThat(policy.explain(MAIL, NOW, Address.parse("carol@other.example"))
                        .steps())
                .extracting(step -> step.rule().id() + " " + step.missed().orElse("matched"))
                .containsExactly("in direction", "1 matched");
    }

    private static Policy withIncoming(String domain, Rule... rules) {
        return new Policy(List.of(encrypt("1", "*")))
                .with(Map.of(Domain.parse(domain), Policy.ofIncoming(List.of(rules))));
    }

    @Test
    void aMonitoredRuleActsOnNothingAndIsKeptBesideWhatIsDecided() {
        TlsRequirement strong = TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW);

        Decision decision = decide(
                encrypt("1", "*"),
                monitored("2", Actions.relayWithTls(strong)),
                monitored("3", new Actions(TlsRequirement.NONE, Optional.of("no"), true, List.of(), List.of())));

        assertThat(decision.requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(decision.rules()).extracting(RuleRef::id).containsExactly("1");
        assertThat(decision.stop()).isEmpty();
        assertThat(decision.trial())
                .contains(new Trial(
                        strong,
                        List.of(ref("2"), ref("3")),
                        Optional.of(new Stop.Reject(List.of(ref("3")), "no")),
                        List.of(),
                        List.of()));
    }

    @Test
    void namesTheActionsInTheOrderInWhichTheyTakeEffect() {
        Actions all = new Actions(
                TlsRequirement.ENCRYPT,
                Optional.empty(),
                true,
                List.of(
                        new HeaderEdit.AddField("X-A", "1"),
                        new HeaderEdit.AddField("X-B", "1"),
                        new HeaderEdit.PrependSubject("[a]")),
                List.of(Address.parse("archive@vault.example")));
        List<String> names = List.of("hold", "relayWithTls", "addHeader", "prependSubject", "bcc");

        assertThat(decide(all).actions()).isEqualTo(names);
        assertThat(decide(monitored("1", all)).actions()).isEmpty();
        assertThat(decide(monitored("1", all)).trial()).map(Trial::actions).contains(names);
        assertThat(decide(all, reject("no")).actions()).containsExactly("reject");
    }

    @Test
    void triesTheEnforcedAndTheMonitoredDemandsTogetherAndNoneWhereNothingMonitoredDemandsTls() {
        TlsRequirement strong = TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW);
        Rule enforced = rule("1", true, Direction.OUTGOING, "*", strong);

        assertThat(decide(enforced, monitored("2", Actions.ENCRYPT)).trial())
                .map(Trial::requirement)
                .contains(strong);
        assertThat(decide(
                                enforced,
                                monitored(
                                        "2",
                                        new Actions(TlsRequirement.NONE, Optional.empty(), true, List.of(), List.of())))
                        .trial())
                .map(Trial::requirement)
                .contains(TlsRequirement.NONE);
        assertThat(decide(enforced).trial()).isEmpty();
    }

    private static Rule monitored(String id, Actions actions) {
        Criteria criteria = new Criteria(Selection.everything(), List.of());
        return new Rule(ref(id), Direction.OUTGOING, true, Mode.MONITOR, ActiveTime.ALWAYS, criteria, actions);
    }

    @Test
    void leavesOutRulesThatAreNotYetInForce() {
        assertThat(decide(during(new ActiveTime(NOW.plusMillis(1), Instant.MAX))))
                .isEqualTo(Decision.NONE);
    }

    @Test
    void leavesOutRulesWhoseTimeIsOver() {
        assertThat(decide(during(new ActiveTime(Instant.MIN, NOW)))).isEqualTo(Decision.NONE);
    }

    @Test
    void holdsRulesFromTheirFirstMoment() {
        assertThat(decide(during(new ActiveTime(NOW, NOW.plusMillis(1)))).rules())
                .hasSize(1);
    }

    @Test
    void noRuleWeakensAnother() {
        TlsRequirement strong = TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW);

        Decision decision = decide(rule("1", true, Direction.OUTGOING, "*", strong), encrypt("2", "bank.example"));

        assertThat(decision.requirement()).isEqualTo(strong);
    }
}
