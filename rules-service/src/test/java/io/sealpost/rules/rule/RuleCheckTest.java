package io.sealpost.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.StrictJson;
import io.sealpost.rules.problem.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCheckTest {

    private static final String BANKS = """
            {"name": "Banks", "direction": "outgoing",
             "criteria": {"to": {"anyOf": ["bank.example"]}}, "actions": {"relayWithTls": {}}}""";

    private static RuleBody body(String json) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8), RuleBody.class);
    }

    private static List<Violation> violations(RuleBody body) {
        try {
            RuleCheck.values(body);
            return List.of();
        } catch (ProblemException refused) {
            return ((Problem.InvalidValues) refused.problem()).violations();
        }
    }

    @Test
    void isOffUnlessItSaysOn() {
        assertThat(RuleCheck.values(body(BANKS)).enabled()).isFalse();
        assertThat(RuleCheck.values(body(BANKS.replace("\"direction\"", "\"enabled\": true, \"direction\"")))
                        .enabled())
                .isTrue();
    }

    @Test
    void keepsOneOfPatternsThatAreTheSame() {
        RuleBody body = body(BANKS.replace("\"bank.example\"", "\"b.example\", \"B.Example.\", \"a.example\""));
        assertThat(RuleCheck.values(body).criteria().to().anyOf()).containsExactly("b.example", "a.example");
    }

    @Test
    void tellsEverythingThatIsMissing() {
        assertThat(violations(body("{}")))
                .extracting(Violation::field)
                .containsExactly("name", "direction", "criteria", "actions");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"bank.example\"', '', criteria.to.anyOf",
        "'\"bank.example\"', '\"x.example\", null', criteria.to.anyOf[1]",
        "'\"bank.example\"', '\"x.example\", \"@\"', criteria.to.anyOf[1]",
        "outgoing, OUTGOING, direction",
        "'{}', '{\"level\": \"may\"}', actions.relayWithTls.level",
        "'\"relayWithTls\": {}', '', actions",
        "'\"relayWithTls\": {}', '\"reject\": {\"text\": \"\"}', actions.reject.text",
        "'\"relayWithTls\": {}', '\"reject\": {\"text\": \"Grüße\"}', actions.reject.text",
        "'\"relayWithTls\": {}', '\"reject\": {\"text\": \"a\\nb\"}', actions.reject.text",
        "'\"relayWithTls\": {}', '\"addHeader\": []', actions.addHeader",
        "'\"relayWithTls\": {}', '\"addHeader\": [{\"name\": \"X-A\", \"value\": \"ü\"}]', actions.addHeader[0].value",
        "'\"relayWithTls\": {}', '\"addHeader\": [{\"name\": \"X A\", \"value\": \"1\"}]', actions.addHeader[0].name",
        "'\"relayWithTls\": {}', '\"addHeader\": [{\"name\": \"REPLY-TO\", \"value\": \"1\"}]', actions.addHeader[0].name",
        "'\"relayWithTls\": {}', '\"addHeader\": [{\"name\": \"DKIM-Signature\", \"value\": \"1\"}]', actions.addHeader[0].name",
        "'\"relayWithTls\": {}', '\"prependSubject\": \" \"', actions.prependSubject",
        "'\"relayWithTls\": {}', '\"prependSubject\": \"a\\nb\"', actions.prependSubject",
        "'\"relayWithTls\": {}', '\"bcc\": []', actions.bcc",
        "'\"relayWithTls\": {}', '\"bcc\": [\"archive@sender.example\", \"archive\"]', actions.bcc[1]",
        "Banks, 'a\\u0007b', name"
    })
    void namesTheFieldThatDoesNotFit(String of, String with, String field) {
        assertThat(violations(body(BANKS.replace(of, with))))
                .extracting(Violation::field)
                .containsExactly(field);
    }

    @Test
    void takesAThousandPatternsAndNoMore() {
        String thousand = String.join(",", Collections.nCopies(1000, "\"bank.example\""));
        assertThat(violations(body(BANKS.replace("\"bank.example\"", thousand))))
                .isEmpty();
        assertThat(violations(body(BANKS.replace("\"bank.example\"", thousand + ", \"x.example\""))))
                .extracting(Violation::value)
                .containsExactly("1001 patterns");
    }

    @Test
    void patchesThePresentValues() throws IOException {
        RuleValues present = RuleCheck.values(body(BANKS));
        JsonNode patch = new ObjectMapper()
                .readTree("{\"enabled\": true, \"actions\": {\"relayWithTls\": {\"level\": \"encrypt\"}}}");
        RuleValues patched = RuleJson.patched(present, patch);
        assertThat(patched.enabled()).isTrue();
        assertThat(patched.actions().relayWithTls().level()).isEqualTo(TlsLevel.ENCRYPT);
        assertThat(patched.criteria()).isEqualTo(present.criteria());
    }

    @Test
    void aPatchPutsOneActionInThePlaceOfAnother() throws IOException {
        JsonNode patch = new ObjectMapper()
                .readTree("{\"actions\": {\"relayWithTls\": null, \"reject\": {\"text\": \" No. \"}, \"hold\": {}}}");

        RuleValues patched = RuleJson.patched(RuleCheck.values(body(BANKS)), patch);

        assertThat(patched.actions()).isEqualTo(new Actions(null, new Actions.Reject("No."), new Actions.Hold()));
    }

    @Test
    void aRuleActsUnlessItIsSaidThatItIsOnlyMonitored() throws IOException {
        RuleValues acting = RuleCheck.values(body(BANKS));
        RuleValues monitored = RuleJson.patched(acting, new ObjectMapper().readTree("{\"mode\": \"monitor\"}"));

        assertThat(acting.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(monitored.mode()).isEqualTo(Mode.MONITOR);
        assertThat(RuleJson.patched(monitored, new ObjectMapper().readTree("{\"mode\": null}")))
                .isEqualTo(acting);
    }

    @Test
    void refusesAPatchWithAnUnknownField() throws IOException {
        RuleValues present = RuleCheck.values(body(BANKS));
        JsonNode patch = new ObjectMapper().readTree("{\"actions\": {\"relayWithTls\": {\"seal\": null}}}");
        assertThatThrownBy(() -> RuleJson.patched(present, patch))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.MalformedBody.class))
                .extracting(Problem.MalformedBody::detail)
                .isEqualTo("Unknown field \"actions.relayWithTls.seal\".");
    }

    @Test
    void countsNeverLessThanIsPublished() throws IOException {
        RuleValues values = RuleCheck.values(body(BANKS.replace("Banks", "\\\"Bänke\\\"")));
        Rule rule = new Rule(
                new java.util.UUID(-1, -1),
                Long.MAX_VALUE,
                values.name(),
                Direction.INCOMING,
                false,
                Mode.ENFORCE,
                values.active(),
                values.criteria(),
                values.actions());
        assertThat(RuleJson.size(values)).isGreaterThan(new ObjectMapper().writeValueAsBytes(rule).length);
    }

    private static RuleBody with(String criteria) {
        return body(BANKS.replace("{\"to\": {\"anyOf\": [\"bank.example\"]}}", criteria.replace('`', '"')));
    }

    @Test
    void takesEveryCriterionAndBringsItToItsCanonicalForm() {
        Criteria criteria = RuleCheck.values(with("""
                {`to`: {`noneOf`: [`press@Bank.Example`]}, `from`: {`anyOf`: [`list:sales`, `/.*@[a-z]+[.]example/`]},
                 `subject`: {`anyOf`: [` Contract `]}, `headers`: {`X-Class`: {`anyOf`: [`/secret|confidential/`]}},
                 `body`: {`anyOf`: [` account number`]}, `attachments`: {`noneOf`: [`logo.png`]},
                 `size`: {`atLeast`: 1, `atMost`: 5000000000}, `sourceNetwork`: {`anyOf`: [`2001:DB8::/32`, `192.0.2.1`]}}""")).criteria();
        assertThat(criteria)
                .isEqualTo(new Criteria(
                        new Selection(null, List.of("press@bank.example")),
                        new Selection(List.of("list:sales", "/.*@[a-z]+[.]example/"), null),
                        new Selection(List.of("Contract"), null),
                        Map.of("X-Class", new Selection(List.of("/secret|confidential/"), null)),
                        new Selection(List.of("account number"), null),
                        new Selection(null, List.of("logo.png")),
                        new Criteria.Size(1L, 5_000_000_000L),
                        new Selection(List.of("2001:db8::/32", "192.0.2.1/32"), null)));
        assertThat(criteria.lists()).containsExactly("sales");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', criteria, at least one of",
        "'{`to`: {}}', criteria.to, 'anyOf, noneOf or both'",
        "'{`from`: {`noneOf`: []}}', criteria.from.noneOf, 1 to 1000 patterns",
        "'{`to`: {`anyOf`: [`a.example`, `/[/`]}}', criteria.to.anyOf[1], missing closing ]",
        "'{`from`: {`noneOf`: [`//`]}}', criteria.from.noneOf[0], 1 to 1000 characters",
        "'{`subject`: {`anyOf`: [`/(a{1000}){1000}/`]}}', criteria.subject.anyOf[0], repeat less",
        "'{`subject`: {`anyOf`: [`/((((a{30}){30}){30}){30}){30}/`]}}', criteria.subject.anyOf[0], repeat less",
        "'{`subject`: {`anyOf`: [`  `]}}', criteria.subject.anyOf[0], 1 to 1000 characters",
        "'{`subject`: {`anyOf`: [`a\\u0000`]}}', criteria.subject.anyOf[0], without control characters",
        "'{`body`: {}}', criteria.body, 'anyOf, noneOf or both'",
        "'{`attachments`: {`anyOf`: [`/(/`]}}', criteria.attachments.anyOf[0], missing closing )",
        "'{`headers`: {}}', criteria.headers, 1 to 50 fields",
        "'{`headers`: {`X-A`: null}}', criteria.headers.X-A, anyOf",
        "'{`headers`: {`X A`: {`anyOf`: [`b`]}}}', criteria.headers.X A, the name of a header field",
        "'{`headers`: {`X-A`: {`anyOf`: [`b`]}, `x-a`: {`anyOf`: [`c`]}}}', criteria.headers.x-a, once",
        "'{`size`: {}}', criteria.size, 'atLeast, atMost or both'",
        "'{`size`: {`atLeast`: 0}}', criteria.size.atLeast, 1 octet or more",
        "'{`size`: {`atLeast`: 2, `atMost`: 1}}', criteria.size.atMost, no less than atLeast",
        "'{`sourceNetwork`: {`anyOf`: [`192.0.2.1/24`]}}', criteria.sourceNetwork.anyOf[0], no bits set",
        "'{`sourceNetwork`: {`anyOf`: [`0.0.0.0/0`]}}', criteria.sourceNetwork.anyOf[0], not all of them"
    })
    void saysOfACriterionWhatWouldBeRight(String criteria, String field, String expected) {
        assertThat(violations(with(criteria))).singleElement().satisfies(one -> {
            assertThat(one.field()).isEqualTo(field);
            assertThat(one.expected()).contains(expected);
        });
    }

    @Test
    void compilesNoMoreExpressionsThanARuleMayHave() {
        String many = String.join(",", Collections.nCopies(1000, "`/(a{1000}){400}/`"));
        assertThat(violations(with("{`subject`: {`anyOf`: [" + many + "]}}")))
                .hasSize(51)
                .last()
                .extracting(Violation::expected)
                .isEqualTo("at most 50 regular expressions in a rule");
    }

    @Test
    void isInForceAtAllTimesUnlessItSaysWhen() {
        assertThat(RuleCheck.values(body(BANKS)).active()).isEqualTo(ActiveTime.ALWAYS);
        RuleBody in2026 = body(
                BANKS.replace("\"direction\"", "\"activeFrom\": \"2026-01-01T01:00:00.1239+01:00\", \"direction\""));
        assertThat(RuleCheck.values(in2026).active())
                .isEqualTo(new ActiveTime(Instant.parse("2026-01-01T00:00:00.123Z"), null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2027-01-01T00:00:00Z, activeFrom",
        "2026-01-01T00:00:00Z, +10000-01-01T00:00:00Z, activeUntil",
        "2026-01-01T00:00:00Z, 2026-01-01T01:00:00+01:00, activeUntil"
    })
    void refusesATimeThatIsNone(String from, String until, String field) {
        String times = "\"activeFrom\": \"%s\", \"activeUntil\": \"%s\", \"direction\"".formatted(from, until);
        assertThat(violations(body(BANKS.replace("\"direction\"", times))))
                .extracting(Violation::field)
                .containsExactly(field);
    }
}
