package io.sealpost.relay.ruleset;

import static io.sealpost.relay.ruleset.Records.domain;
import static io.sealpost.relay.ruleset.Records.organization;
import static io.sealpost.relay.ruleset.Records.organizationBelow;
import static io.sealpost.relay.ruleset.Records.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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
                "domain/sender.example", domain("sender.example", "acme", 1, rule("r", "list:partners"))));

        assertThat(view.domain(SENDER)).isEqualTo(DomainKnowledge.NotKnown.refused(Scope.of(SENDER)));
        assertThat(view.rightsOf(address("192.0.2.9")).domains()).containsExactly(SENDER);
    }

    @Test
    void gathersTheRightsOfAllNetworksThatHoldTheClient() {
        RulesetView view = RulesetView.of(Map.of(
                "domain/a.example", submitters("a.example", "192.0.2.0/24", false),
                "domain/b.example", submitters("b.example", "192.0.2.128/25", true),
                "domain/c.example", submitters("c.example", "2001:db8:1::/48", false)));

        assertThat(view.rightsOf(address("192.0.2.1"))).isEqualTo(rights(false, "a.example"));
        assertThat(view.rightsOf(address("192.0.2.200"))).isEqualTo(rights(true, "a.example", "b.example"));
        assertThat(view.rightsOf(address("2001:db8:1:2::3"))).isEqualTo(rights(false, "c.example"));
        assertThat(view.rightsOf(address("::ffff:192.0.2.1"))).isEqualTo(rights(false, "a.example"));
        assertThat(view.rightsOf(address("198.51.100.1"))).isEqualTo(rights(false));
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

        assertThat(view.rightsOf(address("192.0.2.1"))).isEqualTo(rights(false, "a.example"));
    }

    private static HostedDomain hosted(RulesetView view) {
        return ((DomainKnowledge.Hosted) view.domain(SENDER)).domain();
    }

    private static SubmitterRights rights(boolean forwards, String... domains) {
        return new SubmitterRights(
                Arrays.stream(domains).map(Domain::parse).collect(Collectors.toSet()), forwards, true);
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
