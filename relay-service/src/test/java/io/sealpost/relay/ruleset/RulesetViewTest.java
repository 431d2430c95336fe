package io.sealpost.relay.ruleset;

import static io.sealpost.relay.ruleset.Records.domain;
import static io.sealpost.relay.ruleset.Records.organization;
import static io.sealpost.relay.ruleset.Records.organizationBelow;
import static io.sealpost.relay.ruleset.Records.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.RuleRef;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesetViewTest {
    private static final Domain SENDER = Domain.parse("sender.example");

    @Test
    void joinsTheRulesOfTheChainFromTheTop() {
        RulesetView view = RulesetView.of(Map.of(
                "organization/top", organization("top", 1, rule("r1", "a.example")),
                "organization/mid", organizationBelow("mid", "top", rule("r2", "b.example")),
                "domain/sender.example", domain("sender.example", "mid", 1, rule("r3", "c.example"))));

        HostedDomain hosted = hosted(view);

        assertThat(hosted.rules()).extracting(rule -> rule.ref().id()).containsExactly("r1", "r2", "r3");
        assertThat(hosted.rules())
                .extracting(rule -> rule.ref().scope())
                .containsExactly("organization/top", "organization/mid", "domain/sender.example");
    }

    @Test
    void takesContactAndLocaleFromTheNearestOrganization() {
        RulesetView view = RulesetView.of(Map.of(
                "organization/top",
                "{\"scope\": \"organization/top\", \"epoch\": 1, \"revision\": 1, \"contact\": \"top@x.example\","
                        + " \"locale\": \"fr\", \"rules\": []}",
                "organization/mid",
                organizationBelow("mid", "top", ""),
                "domain/sender.example",
                domain("sender.example", "mid", 1, "")));

        HostedDomain hosted = hosted(view);

        assertThat(hosted.organizationId()).isEqualTo("mid");
        assertThat(hosted.contact()).contains("postmaster@mid.example");
        assertThat(hosted.locale()).contains("fr");
    }

    @Test
    void callsADomainForeignThatNobodyRegistered() {
        assertThat(RulesetView.of(Map.of()).domain(SENDER)).isEqualTo(new DomainKnowledge.Foreign());
    }

    @Test
    void callsADeletedDomainForeign() {
        RulesetView view = RulesetView.of(Map.of("domain/sender.example", Records.deletedDomain("sender.example", 3)));

        assertThat(view.domain(SENDER)).isEqualTo(new DomainKnowledge.Foreign());
        assertThat(view.rightsOf(address("192.0.2.1")).domains()).isEmpty();
    }

    @Test
    void doesNotKnowADomainWhoseParentIsMissing() {
        RulesetView view = RulesetView.of(Map.of("domain/sender.example", domain("sender.example", "acme", 1, "")));

        assertThat(view.domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.missing(Scope.organization("acme")));
    }

    @Test
    void doesNotKnowADomainWhoseGrandparentIsDeleted() {
        RulesetView view = RulesetView.of(Map.of(
                "organization/top",
                        "{\"scope\": \"organization/top\", \"epoch\": 1, \"revision\": 2, \"deleted\": true}",
                "organization/mid", organizationBelow("mid", "top", ""),
                "domain/sender.example", domain("sender.example", "mid", 1, "")));

        assertThat(view.domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.missing(Scope.organization("top")));
    }

    @Test
    void doesNotKnowADomainWhoseOrganizationsGoInACircle() {
        RulesetView view = RulesetView.of(Map.of(
                "organization/a", organizationBelow("a", "b", ""),
                "organization/b", organizationBelow("b", "a", ""),
                "domain/sender.example", domain("sender.example", "a", 1, "")));

        assertThat(view.domain(SENDER)).isInstanceOf(DomainKnowledge.NotKnown.class);
    }

    @Test
    void refusesEveryDomainBelowARefusedOrganization() {
        String newer = rule("r", "a.example").replace("\"relayWithTls\": {}", "\"seal\": {}");
        RulesetView view = RulesetView.of(Map.of(
                "organization/top", organization("top", 1, newer),
                "organization/mid", organizationBelow("mid", "top", ""),
                "domain/sender.example", domain("sender.example", "mid", 1, "")));

        assertThat(view.domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.refused(Scope.organization("top")));
        assertThat(view.refused()).extracting(ScopeState::scope).containsExactly(Scope.organization("top"));
    }

    @Test
    void refusesADomainAndStillKnowsItsSubmitters() {
        RulesetView view = RulesetView.of(Map.of(
                "organization/acme", organization("acme", 1, ""),
                "domain/sender.example", domain("sender.example", "acme", 1, rule("r", "list:Partners"))));

        assertThat(view.domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.refused(Scope.of(SENDER)));
        assertThat(view.rightsOf(address("192.0.2.9")).domains()).containsExactly(SENDER);
    }

    @Test
    void gathersTheRightsOfAllNetworksThatHoldTheClient() {
        RulesetView view = RulesetView.of(Map.of(
                "domain/a.example", submitters("a.example", "192.0.2.0/24", false),
                "domain/b.example", submitters("b.example", "192.0.2.128/25", true),
                "domain/c.example", submitters("c.example", "2001:db8:1::/48", false)));

        assertRights(view.rightsOf(address("192.0.2.1")), false, "a.example");
        assertRights(view.rightsOf(address("192.0.2.200")), true, "a.example", "b.example");
        assertRights(view.rightsOf(address("2001:db8:1:2::3")), false, "c.example");
        assertRights(view.rightsOf(address("::ffff:192.0.2.1")), false, "a.example");
        assertRights(view.rightsOf(address("198.51.100.1")), false);
    }

    /** Its networks may be among those that nobody could read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{broken",
                "",
                "{\"scope\": \"domain/poison.example\", \"epoch\": 1, \"revision\": 9, \"submitters\": 7}"
            })
    void doubtsAllRightsWhileTheSubmittersOfADomainCannotBeRead(String poison) {
        RulesetView view = RulesetView.of(Map.of(
                "domain/a.example", submitters("a.example", "192.0.2.0/24", false), "domain/poison.example", poison));

        assertThat(view.rightsOf(address("192.0.2.1")).complete()).isFalse();
        assertThat(view.rightsOf(address("198.51.100.1")).complete()).isFalse();
        assertThat(view.domain(Domain.parse("poison.example")))
                .isEqualTo(DomainKnowledge.NotKnown.refused(
                        Scope.parse("domain/poison.example").orElseThrow()));
    }

    @Test
    void doubtsNoRightsForAnOrganizationThatCannotBeRead() {
        RulesetView view = RulesetView.of(Map.of(
                "domain/a.example", submitters("a.example", "192.0.2.0/24", false), "organization/acme", "{broken"));

        assertRights(view.rightsOf(address("192.0.2.1")), false, "a.example");
    }

    private static Map<String, String> listed(String... lists) {
        Map<String, String> records = new HashMap<>(Map.of(
                "organization/top", organization("top", 1, rule("r1", "list:banks")),
                "organization/mid", organizationBelow("mid", "top", ""),
                "domain/sender.example", domain("sender.example", "mid", 1, rule("r2", "list:banks"))));
        for (String list : lists) {
            String key = list.substring(0, list.indexOf('='));
            records.put(key, Records.list(key, list.substring(key.length() + 1)));
        }
        return records;
    }

    private static List<String> matched(RulesetView view, String recipient) {
        return new Policy(hosted(view).rules())
                .on(MessageFacts.NONE, Instant.EPOCH).decide(Address.parse(recipient)).rules().stream()
                        .map(RuleRef::id)
                        .toList();
    }

    @Test
    void putsAListInThePlaceOfItsName() {
        RulesetView view = RulesetView.of(listed("address-list/top/banks=*.bank.example"));

        assertThat(matched(view, "cfo@a.bank.example")).containsExactly("r1", "r2");
        assertThat(matched(view, "cfo@bank.example")).isEmpty();
    }

    @Test
    void takesOfEachNameTheListNearestToTheRule() {
        RulesetView view =
                RulesetView.of(listed("address-list/top/banks=bank.example", "address-list/mid/banks=other.example"));

        assertThat(matched(view, "cfo@bank.example"))
                .as("not emptied from below")
                .containsExactly("r1");
        assertThat(matched(view, "cfo@other.example")).containsExactly("r2");
    }

    @Test
    void doesNotKnowADomainWhoseListIsMissing() {
        assertThat(RulesetView.of(listed()).domain(SENDER))
                .isEqualTo(DomainKnowledge.NotKnown.missing(
                        Scope.parse("address-list/top/banks").orElseThrow()));
        assertThat(RulesetView.of(listed("address-list/mid/banks=bank.example")).domain(SENDER))
                .as("the rule of the organization above sees no list below it")
                .isEqualTo(DomainKnowledge.NotKnown.missing(
                        Scope.parse("address-list/top/banks").orElseThrow()));
    }

    @Test
    void doesNotKnowADomainWhoseListCannotBeUnderstood() {
        RulesetView view = RulesetView.of(listed("address-list/top/banks=list:others"));

        assertThat(view.domain(SENDER))
                .isEqualTo(DomainKnowledge.NotKnown.refused(
                        Scope.parse("address-list/top/banks").orElseThrow()));
        assertThat(view.refused()).extracting(ScopeState::scope).hasSize(1);
    }

    private static HostedDomain hosted(RulesetView view) {
        return ((DomainKnowledge.Hosted) view.domain(SENDER)).domain();
    }

    private static void assertRights(SubmitterRights rights, boolean forwards, String... domains) {
        assertThat(rights.domains())
                .isEqualTo(Arrays.stream(domains).map(Domain::parse).collect(Collectors.toSet()));
        assertThat(rights.forwards()).isEqualTo(forwards);
        assertThat(rights.complete()).isTrue();
    }

    private static String submitters(String name, String network, boolean forwards) {
        return """
                {"scope": "domain/%s", "epoch": 1, "revision": 1, "parent": "organization/acme", "rules": [],
                 "submitters": [{"id": "s", "network": "%s", "forwards": %s}]}""".formatted(name, network, forwards);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
