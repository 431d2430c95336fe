package io.sealpost.relay.ruleset;

import static io.sealpost.relay.ruleset.Records.domain;
import static io.sealpost.relay.ruleset.Records.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ScopeTableTest {
    private static final Domain SENDER = Domain.parse("sender.example");
    private static final Scope SCOPE = Scope.of(SENDER);
    private final ScopeTable table = new ScopeTable();

    @Test
    void takesANewerRevision() {
        table.apply(SCOPE, domain("sender.example", "acme", 1, ""));
        table.apply(SCOPE, domain("sender.example", "acme", 2, rule("r", "a.example")));

        assertThat(state().version()).isEqualTo(new Version(1, 2));
    }

    @Test
    void keepsWhatItHasWhenAnOlderRecordIsReplayed() {
        table.apply(SCOPE, domain("sender.example", "acme", 5, rule("r", "a.example")));
        table.apply(SCOPE, domain("sender.example", "acme", 4, ""));
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));

        assertThat(((ScopeState.HostedScope) state().content()).rules()).hasSize(1);
    }

    @Test
    void takesALowerRevisionOfAHigherEpoch() {
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));
        table.apply(SCOPE, domain("sender.example", "acme", 1, "").replace("\"epoch\": 1", "\"epoch\": 2"));

        assertThat(state().version()).isEqualTo(new Version(2, 1));
        assertThat(table.view().epoch()).isEqualTo(2);
    }

    @Test
    void doesNotReviveADeletedScopeByAnOlderRecord() {
        table.apply(SCOPE, Records.deletedDomain("sender.example", 9));
        table.apply(SCOPE, domain("sender.example", "acme", 8, ""));

        assertThat(table.view().domain(SENDER)).isEqualTo(new DomainKnowledge.Foreign());
    }

    @Test
    void failsClosedOnARecordThatIsNoJson() throws Exception {
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));
        table.apply(SCOPE, "{broken");

        assertThat(table.view().domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.refused(SCOPE));
        assertThat(state().version()).isEqualTo(new Version(1, 5));
        assertThat(table.view().rightsOf(InetAddress.getByName("192.0.2.1")).domains())
                .containsExactly(SENDER);
    }

    @Test
    void opensAgainWithTheSameRevisionOnceItCanBeRead() {
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));
        table.apply(SCOPE, "");
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));

        assertThat(state().content()).isInstanceOf(ScopeState.HostedScope.class);
    }

    @Test
    void staysClosedWhenAnOlderRecordFollowsAnUnreadableOne() {
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));
        table.apply(SCOPE, "");
        table.apply(SCOPE, domain("sender.example", "acme", 4, ""));

        assertThat(state().content()).isInstanceOf(ScopeState.Refused.class);
    }

    @Test
    void leavesAViewAloneThatWasMadeBefore() {
        table.apply(SCOPE, domain("sender.example", "acme", 5, ""));
        RulesetView before = table.view();
        table.apply(SCOPE, Records.deletedDomain("sender.example", 6));

        assertThat(before.domain(SENDER)).isInstanceOf(DomainKnowledge.NotKnown.class);
    }

    private ScopeState state() {
        return table.view().states().findFirst().orElseThrow();
    }
}
