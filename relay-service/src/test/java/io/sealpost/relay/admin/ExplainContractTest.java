package io.sealpost.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.ruleset.RulesetView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The answer is the one that the rules-service expects, which forwards the question. */
class ExplainContractTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final String SCOPE = """
            {"scope": "%s", "epoch": 1, "revision": %d, %s "rules": [
             {"id": "0193591e-0000-7000-8000-00000000000%d", "revision": %2$d, "name": "%s", "direction": "outgoing",
              "enabled": true, "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {%s}}]}""";

    @Test
    void answersAsTheGoldenFileHasIt() throws IOException {
        ExplainResource resource = new ExplainResource(
                KnownRules.of(
                        RulesetView.of(
                                Map.of(
                                        "organization/acme",
                                        SCOPE.formatted(
                                                "organization/acme",
                                                3,
                                                "",
                                                1,
                                                "Courts",
                                                "court.example",
                                                "\"reject\": {\"text\": \"Courts are written to on paper.\"}"),
                                        "domain/sender.example",
                                        SCOPE.formatted(
                                                "domain/sender.example",
                                                5,
                                                "\"parent\": \"organization/acme\", \"submitters\": [],",
                                                2,
                                                "Banks",
                                                "bank.example",
                                                "\"relayWithTls\": {\"level\": \"secure\", \"names\": [\"mx.bank.example\"], \"minVersion\": \"TLSv1.3\"}")))),
                new RelayIdentity("relay-1", "relay.example"),
                ExplainResourceTest.CONTENT);

        ExplainView answer = resource.explain(new ExplainBody(
                "alice@sender.example",
                List.of("bob@bank.example", "clerk@court.example", "eve@other.example"),
                null,
                null));

        assertThat(JSON.readTree(JSON.writeValueAsBytes(answer)))
                .isEqualTo(JSON.readTree(Path.of("..", "docs", "contracts", "explain", "answer.json")
                        .toFile()));
    }
}
