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
import java.util.Collections;
import java.util.List;
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
                .containsExactly("name", "direction", "criteria.to.anyOf", "actions.relayWithTls");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"bank.example\"', '', criteria.to.anyOf",
        "'\"bank.example\"', '\"x.example\", null', criteria.to.anyOf[1]",
        "'\"bank.example\"', '\"x.example\", \"@\"', criteria.to.anyOf[1]",
        "outgoing, OUTGOING, direction",
        "'{}', '{\"level\": \"may\"}', actions.relayWithTls.level",
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
    void refusesAPatchWithAnUnknownField() throws IOException {
        RuleValues present = RuleCheck.values(body(BANKS));
        JsonNode patch = new ObjectMapper().readTree("{\"actions\": {\"relayWithTls\": {\"seal\": 1}}}");
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
                values.criteria(),
                values.actions());
        assertThat(RuleJson.size(values)).isGreaterThan(new ObjectMapper().writeValueAsBytes(rule).length);
    }
}
