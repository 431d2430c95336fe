package io.sealpost.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.ruleset.RulesetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesetResourceTest {
    private static final String HEAD = "{\"scope\": \"%s\", \"epoch\": 1, \"revision\": %d, ";
    private final RulesetResource resource = new RulesetResource(
            KnownRules.of(
                    RulesetView.of(
                            Map.of(
                                    "organization/acme", HEAD.formatted("organization/acme", 3) + "\"rules\": []}",
                                    "domain/gone.example",
                                            HEAD.formatted("domain/gone.example", 4) + "\"deleted\": true}",
                                    "domain/sender.example",
                                            HEAD.formatted("domain/sender.example", 5)
                                                    + "\"parent\": \"organization/acme\", \"rules\": [], \"submitters\": ["
                                                    + "{\"id\": \"1\", \"network\": \"192.0.2.0/24\"},"
                                                    + "{\"id\": \"2\", \"username\": \"mailout\", \"scram\": {\"salt\": \"averifie\","
                                                    + " \"iterations\": 4096, \"keys\": [{\"storedKey\": \"averifie\", \"serverKey\": \"averifie\"}]}}]}",
                                    "domain/newer.example",
                                            HEAD.formatted("domain/newer.example", 6)
                                                    + "\"rules\": 7, \"keys\": [\"a-verifier\"], \"submitters\": {\"items\": [\"a-verifier\"]}}"))));

    @Test
    void listsTheScopesInTheOrderOfTheirNames() {
        RulesetPage page = list(Optional.empty(), Optional.empty(), "100");

        assertThat(page.source()).isEqualTo("topic");
        assertThat(page.items())
                .extracting(each -> each.scope() + " " + each.revision() + " " + each.state())
                .containsExactly(
                        "domain/gone.example 4 deleted",
                        "domain/newer.example 6 refused",
                        "domain/sender.example 5 applied",
                        "organization/acme 3 applied");
        assertThat(page.items().get(1).reason()).isPresent();
        assertThat(page.nextCursor()).isEmpty();
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            RulesetPage page = list(Optional.empty(), cursor, "1");
            page.items().forEach(each -> seen.add(each.scope()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());

        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void listsWhatIsRefused() {
        assertThat(list(Optional.of("refused"), Optional.empty(), "100").items())
                .extracting(RulesetPage.Item::scope)
                .containsExactly("domain/newer.example");
    }

    @Test
    void listsNothingWhileTheRulesAreNotKnown() {
        RulesetPage page = new RulesetResource(KnownRules.none()).list(Optional.empty(), Optional.empty(), "100");

        assertThat(page.source()).isEqualTo("none");
        assertThat(page.items()).isEmpty();
    }

    @Test
    void showsTheRecordWithoutWhatServesToCheckASecret() {
        RulesetDetail detail = resource.show("domain", "sender.example");

        assertThat(detail.revision()).isEqualTo(5);
        assertThat(detail.content()).hasValueSatisfying(record -> {
            assertThat(record.at("/submitters/0/network").asText()).isEqualTo("192.0.2.0/24");
            assertThat(record.at("/submitters/1/username").asText()).isEqualTo("mailout");
            assertThat(record.toString()).doesNotContain("averifie");
        });
    }

    @Test
    void showsOfARecordThatItDoesNotUnderstandOnlyWhatIsKnown() {
        RulesetDetail detail = resource.show("domain", "newer.example");

        assertThat(detail.state()).isEqualTo("refused");
        assertThat(detail.content()).hasValueSatisfying(record -> {
            assertThat(record.get("rules").asInt()).isEqualTo(7);
            assertThat(record.has("submitters")).isFalse();
            assertThat(record.toString()).doesNotContain("a-verifier");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain/other.example", "organization/none", "nonsense/x", "domain/a..b"})
    void knowsNoOtherScope(String scope) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> resource.show(scope.split("/")[0], scope.split("/")[1]))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(404));
    }

    @Test
    void namesTheParameterThatDoesNotFit() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> list(Optional.of("lost"), Optional.empty(), "1"))
                .satisfies(problem -> assertThat(problem.getDetail()).startsWith("state: expected"));
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> list(Optional.empty(), Optional.empty(), "0"))
                .satisfies(problem -> assertThat(problem.getDetail()).startsWith("limit: expected"));
    }

    private RulesetPage list(Optional<String> state, Optional<String> cursor, String limit) {
        return resource.list(state, cursor, limit);
    }
}
