package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Address BOB = Address.parse("bob@bank.example");

    private static Rule rule(String id, boolean enabled, Direction direction, String to, TlsRequirement requirement) {
        RuleRef ref = new RuleRef("domain/sender.example", id, "Rule " + id, 1);
        return new Rule(ref, direction, enabled, List.of(AddressPattern.parse(to)), requirement);
    }

    private static Rule encrypt(String id, String to) {
        return rule(id, true, Direction.OUTGOING, to, TlsRequirement.ENCRYPT);
    }

    @Test
    void demandsNothingWhereNoRuleMatches() {
        Policy policy = new Policy(List.of(encrypt("1", "other.example")));

        assertThat(policy.decide(BOB)).isEqualTo(Decision.NONE);
    }

    @Test
    void demandsEncryptionAndNamesTheRule() {
        Policy policy = new Policy(List.of(encrypt("1", "other.example"), encrypt("2", "bank.example")));

        Decision decision = policy.decide(BOB);

        assertThat(decision.requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(decision.rules()).extracting(RuleRef::id).containsExactly("2");
    }

    @Test
    void namesEveryRuleThatMatchesInOrder() {
        Policy policy = new Policy(List.of(encrypt("2", "*"), encrypt("1", "bob@bank.example")));

        assertThat(policy.decide(BOB).rules()).extracting(RuleRef::id).containsExactly("2", "1");
    }

    @Test
    void leavesOutRulesThatAreSwitchedOff() {
        Policy policy =
                new Policy(List.of(rule("1", false, Direction.OUTGOING, "bank.example", TlsRequirement.ENCRYPT)));

        assertThat(policy.decide(BOB)).isEqualTo(Decision.NONE);
    }

    @Test
    void leavesOutRulesForIncomingMail() {
        Policy policy =
                new Policy(List.of(rule("1", true, Direction.INCOMING, "bank.example", TlsRequirement.ENCRYPT)));

        assertThat(policy.decide(BOB)).isEqualTo(Decision.NONE);
    }

    @Test
    void noRuleWeakensAnother() {
        TlsRequirement strong = TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW);
        Policy policy =
                new Policy(List.of(rule("1", true, Direction.OUTGOING, "*", strong), encrypt("2", "bank.example")));

        assertThat(policy.decide(BOB).requirement()).isEqualTo(strong);
    }
}
