package io.sealpost.relay.ruleset;

import static io.sealpost.relay.ruleset.Records.domain;
import static io.sealpost.relay.ruleset.Records.organization;
import static io.sealpost.relay.ruleset.Records.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTableTest {
    private static final Domain SENDER = Domain.parse("sender.example");
    private static final Scope SCOPE = Scope.of(SENDER);
    private final ScopeTable table = new ScopeTable();

    @Test
    void takesANewerRevision() {
        apply(domain("sender.example", "acme", 1, ""));
        apply(domain("sender.example", "acme", 2, rule("r", "a.example")));

        assertThat(state().version()).isEqualTo(new Version(1, 2));
    }

    @Test
    void keepsWhatItHasWhenAnOlderRecordIsReplayed() {
        apply(domain("sender.example", "acme", 5, rule("r", "a.example")));
        apply(domain("sender.example", "acme", 4, ""));
        apply(domain("sender.example", "acme", 5, ""));

        assertThat(((ScopeState.HostedScope) state().content()).rules()).hasSize(1);
    }

    @Test
    void takesALowerRevisionOfAHigherEpoch() {
        apply(domain("sender.example", "acme", 5, ""));
        apply(domain("sender.example", "acme", 1, "").replace("\"epoch\": 1", "\"epoch\": 2"));

        assertThat(state().version()).isEqualTo(new Version(2, 1));
        assertThat(table.view().epoch()).isEqualTo(2);
    }

    @Test
    void doesNotReviveADeletedScopeByAnOlderRecord() {
        apply(Records.deletedDomain("sender.example", 9));
        apply(domain("sender.example", "acme", 8, ""));

        assertThat(table.view().domain(SENDER)).isEqualTo(new DomainKnowledge.Foreign());
    }

    @Test
    void failsClosedOnARecordThatIsNoJson() throws Exception {
        apply(domain("sender.example", "acme", 5, ""));
        apply("{broken");

        assertThat(table.view().domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.refused(SCOPE));
        assertThat(state().version()).isEqualTo(new Version(1, 5));
        assertThat(table.view().rightsOf(InetAddress.getByName("192.0.2.1")).domains())
                .containsExactly(SENDER);
    }

    @Test
    void opensAgainWithTheSameRevisionOnceItCanBeRead() {
        apply(domain("sender.example", "acme", 5, ""));
        apply("");
        apply(domain("sender.example", "acme", 5, ""));

        assertThat(state().content()).isInstanceOf(ScopeState.HostedScope.class);
    }

    @Test
    void staysClosedWhenAnOlderRecordFollowsAnUnreadableOne() {
        apply(domain("sender.example", "acme", 5, ""));
        apply("");
        apply(domain("sender.example", "acme", 4, ""));

        assertThat(state().content()).isInstanceOf(ScopeState.Refused.class);
    }

    @Test
    void leavesAViewAloneThatWasMadeBefore() {
        apply(domain("sender.example", "acme", 5, ""));
        RulesetView before = table.view();
        apply(Records.deletedDomain("sender.example", 6));

        assertThat(before.domain(SENDER)).isInstanceOf(DomainKnowledge.NotKnown.class);
    }

    @Test
    void showsInTheNextViewWhatChangedAbove() {
        table.apply(Scope.organization("acme"), organization("acme", 1, rule("r1", "a.example")));
        apply(domain("sender.example", "acme", 5, rule("r2", "b.example")));
        assertThat(rules()).containsExactly("r1", "r2");

        table.apply(Scope.organization("acme"), organization("acme", 2, ""));

        assertThat(rules()).containsExactly("r2");
    }

    @Test
    void keepsInTheNextViewWhatWasFoundOutOfOtherDomains() {
        table.apply(Scope.organization("acme"), organization("acme", 1, ""));
        apply(domain("sender.example", "acme", 5, rule("r2", "b.example")));
        DomainKnowledge before = table.view().domain(SENDER);

        table.apply(Scope.of(Domain.parse("other.example")), domain("other.example", "acme", 1, ""));
        assertThat(table.view().domain(SENDER)).isSameAs(before);

        apply(domain("sender.example", "acme", 6, ""));
        assertThat(rules()).isEmpty();
    }

    @Test
    void forgetsSubmittersThatAreGone() throws Exception {
        InetAddress client = InetAddress.getByName("192.0.2.1");
        apply(domain("sender.example", "acme", 5, ""));
        table.apply(Scope.of(Domain.parse("other.example")), domain("other.example", "acme", 1, ""));
        assertThat(table.view().rightsOf(client).domains())
                .containsExactlyInAnyOrder(SENDER, Domain.parse("other.example"));

        apply(domain("sender.example", "acme", 6, "").replace("192.0.2.0/24", "198.51.100.0/24"));
        assertThat(table.view().rightsOf(client).domains()).containsExactly(Domain.parse("other.example"));
        assertThat(table.view().rightsOf(InetAddress.getByName("198.51.100.1")).domains())
                .containsExactly(SENDER);

        apply(Records.deletedDomain("sender.example", 7));
        assertThat(table.view().rightsOf(InetAddress.getByName("198.51.100.1")).isEmpty())
                .isTrue();
    }

    @Test
    void isInDoubtOfSubmittersOnlyWhileAScopeIsRefused() {
        apply("{broken");
        assertThat(table.view().tellsAllSubmitters()).isFalse();
        assertThat(table.view().refused()).hasSize(1);

        apply(domain("sender.example", "acme", 5, ""));
        assertThat(table.view().tellsAllSubmitters()).isTrue();
        assertThat(table.view().refused()).isEmpty();
    }

    private List<String> rules() {
        return table.view()
                .domain(SENDER)
                .match(
                        hosted -> hosted.rules().stream()
                                .map(rule -> rule.ref().id())
                                .toList(),
                        foreign -> List.of("foreign"),
                        unknown -> List.of("unknown"));
    }

    private void apply(String value) {
        table.apply(SCOPE, value);
    }

    private ScopeState state() {
        return table.view().states().all().findFirst().orElseThrow();
    }
}
