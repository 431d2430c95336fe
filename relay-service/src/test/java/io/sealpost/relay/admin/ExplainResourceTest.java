package io.sealpost.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.content.ContentLimits;
import io.sealpost.relay.content.ContentReader;
import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.report.RequirementEntry;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.ruleset.RulesetView;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainResourceTest {
    private static final String ORGANIZATION =
            """
            {"scope": "organization/acme", "epoch": 1, "revision": 3, "rules": [%s]}""".formatted(rule("courts", "\"to\": {\"anyOf\": [\"court.example\"]}", "\"level\": \"verify\""));
    private static final String DOMAIN = """
            {"scope": "domain/%s", "epoch": 1, "revision": 5, "parent": "organization/acme", "submitters": [], "rules": [%s]}""";

    static final ContentReading CONTENT = new ContentReading(
            new ContentReader(new ContentLimits(5, 10, 1_000, 1_000, Duration.ofMinutes(1)), System::nanoTime), 1);

    private static final ExplainResource RESOURCE =
            resource(rule("banks", "\"to\": {\"anyOf\": [\"bank.example\"]}", "\"level\": \"secure\"") + ","
                    + rule("contracts", "\"subject\": {\"anyOf\": [\"contract\"]}", "") + ","
                    + rule("insiders", "\"sourceNetwork\": {\"anyOf\": [\"192.0.2.0/24\"]}", "") + ","
                    + rule("lists", "\"attachments\": {\"anyOf\": [\"list\"]}", "") + ","
                    + rule("secrets", "\"body\": {\"anyOf\": [\"secret\"]}", "") + ","
                    + rule("off", "\"to\": {\"anyOf\": [\"*\"]}", "").replace("true", "false"));

    private static ExplainResource resource(String rules) {
        return new ExplainResource(
                KnownRules.of(RulesetView.of(Map.of(
                        "organization/acme", ORGANIZATION,
                        "domain/sender.example", DOMAIN.formatted("sender.example", rules),
                        "domain/lost.example",
                                DOMAIN.formatted("lost.example", "").replace("acme", "nobody")))),
                new RelayIdentity("relay-1", "relay.example"),
                CONTENT);
    }

    private static String rule(String name, String criteria, String tls) {
        return """
                {"id": "%1$s", "revision": 5, "name": "%1$s", "direction": "outgoing", "enabled": true,
                 "criteria": {%2$s}, "actions": {"relayWithTls": {%3$s}}}""".formatted(name, criteria, tls);
    }

    private static ExplainView explain(@Nullable String message, @Nullable String source, String... to) {
        return RESOURCE.explain(new ExplainBody("alice@sender.example", List.of(to), message, source));
    }

    private static List<String> steps(ExplainView answer, int recipient) {
        return answer.recipients().get(recipient).rules().stream()
                .map(step -> step.name() + " " + step.missed().orElse("matched"))
                .toList();
    }

    @Test
    void saysOfEveryRuleInOrderWhatItMissed() {
        ExplainView answer = explain(
                "From: alice@sender.example\nSubject: =?utf-8?Q?CON?= =?utf-8?Q?TRACT?=\n\nhello secret\n",
                "198.51.100.7",
                "bob@bank.example",
                "eve@court.example");

        assertThat(answer.relay()).isEqualTo("relay-1");
        assertThat(answer.domains()).containsExactly(new ExplainView.GoverningDomain("sender.example", 5));
        assertThat(steps(answer, 0))
                .containsExactly(
                        "courts criteria.to",
                        "banks matched",
                        "contracts matched",
                        "insiders criteria.sourceNetwork",
                        "lists criteria.attachments",
                        "secrets matched",
                        "off enabled");
        assertThat(steps(answer, 1)).startsWith("courts matched", "banks criteria.to", "contracts matched");
    }

    @Test
    void listsTheRulesForIncomingMailOfTheRecipientsDomain() {
        ExplainResource resource =
                resource(rule("in", "\"to\": {\"anyOf\": [\"*\"]}", "").replace("outgoing", "incoming"));

        ExplainView answer = resource.explain(new ExplainBody(
                "alice@sender.example", List.of("carol@sender.example", "bob@bank.example"), null, null));

        assertThat(steps(answer, 0)).containsExactly("courts criteria.to", "in matched");
        assertThat(answer.recipients().get(0).rules().get(1).direction()).isEqualTo("incoming");
        assertThat(steps(answer, 1)).containsExactly("courts criteria.to", "in direction");
    }

    @Test
    void joinsWhatMatchingRulesDemand() {
        ExplainView answer = explain(null, null, "bob@bank.example");

        assertThat(answer.recipients().get(0).requirement())
                .map(RequirementEntry::level)
                .contains("secure");
        assertThat(answer.recipients().get(0).actions()).containsExactly("relayWithTls");
    }

    @Test
    void countsAsMatchingWhatIsNotKnown() {
        assertThat(steps(explain(null, null, "x@other.example"), 0))
                .containsExactly(
                        "courts criteria.to",
                        "banks criteria.to",
                        "contracts matched",
                        "insiders matched",
                        "lists matched",
                        "secrets matched",
                        "off enabled");
    }

    @Test
    void demandsNothingWhereNoRuleMatches() {
        ExplainView answer = explain("Subject: hello\n\n", "198.51.100.7", "x@other.example");

        assertThat(answer.recipients().get(0).requirement()).isEmpty();
        assertThat(answer.recipients().get(0).actions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "alice@sender.example, no address, , 400, to: not an address",
        "alice, bob@bank.example, , 400, from: not an address",
        "alice@sender.example, bob@bank.example, relay.example, 400, sourceAddress: not an IP address",
        "alice@foreign.example, bob@bank.example, , 404, is of a domain that is registered here",
        "'', bob@bank.example, , 404, is of a domain that is registered here",
        "alice@lost.example, bob@bank.example, , 409, organization/nobody",
        "alice@sender.example, bob@lost.example, , 409, organization/nobody"
    })
    void saysWhatDoesNotFit(String from, String to, @Nullable String source, int status, String words) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> RESOURCE.explain(new ExplainBody(from, List.of(to), null, source)))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(status);
                    assertThat(problem.getDetail()).contains(words);
                });
    }

    @Test
    void boundsWhatAnAnswerHolds() {
        ExplainResource large = resource(IntStream.range(0, 1_001)
                .mapToObj(n -> rule("rule-" + n, "\"to\": {\"anyOf\": [\"*\"]}", ""))
                .collect(Collectors.joining(",")));

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> large.explain(new ExplainBody(
                        "alice@sender.example", Collections.nCopies(100, "bob@bank.example"), null, null)))
                .satisfies(problem -> assertThat(problem.getDetail()).contains("fewer recipients"));
    }
}
