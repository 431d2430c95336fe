package io.sealpost.rules.bulk;

import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BulkIT implements RunningService {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id = "org-" + UUID.randomUUID().toString().substring(0, 8);

    private String organization() {
        return "{\"organization\": {\"id\": \"" + id + "\", \"displayName\": \"Acme\"}}";
    }

    private String list() {
        return "{\"addressList\": {\"organization\": \"" + id
                + "\", \"name\": \"banks\", \"entries\": [\"bank.example\"]}}";
    }

    private String domain() {
        return "{\"domain\": {\"name\": \"" + id + ".example\", \"organization\": \"" + id + "\"}}";
    }

    private String rule(String name) {
        return """
                {"rule": {"scope": "domain/%s.example", "name": "%s", "direction": "outgoing", "enabled": true,\
                 "criteria": {"to": {"anyOf": ["list:banks"]}}, "actions": {"relayWithTls": {}}}}""".formatted(id, name);
    }

    private static List<JsonNode> lines(String answer) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.lines().toList()) {
            try {
                lines.add(JSON.readTree(line));
            } catch (IOException noJson) {
                throw new AssertionError(line, noJson);
            }
        }
        return lines;
    }

    private static List<String> send(String query, String... lines) {
        String answer = operator()
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/import" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return lines(answer).stream()
                .map(line ->
                        line.path("line").asInt() + " " + line.path("state").asText())
                .toList();
    }

    @Test
    void importsAnOrganizationWithAllThatIsItsOwn() {
        assertThat(send("", organization(), list(), domain(), rule("Banks")))
                .containsExactly("1 created", "2 created", "3 created", "4 created");
        operator()
                .get("/v1/domains/" + id + ".example/rules")
                .then()
                .statusCode(200)
                .body("items.name", contains("Banks"));
    }

    /** The audit asks for the owner of a rule's domain when the rule is written. Rules that ask for a list would have all written before. */
    @Test
    void theOrganizationSeesInTheAuditWhatWasImported() {
        // Three lines before the first domain: the hundredth is a domain, and its rule the first of the next hundred
        // lines.
        List<String> lines = new ArrayList<>(List.of(organization(), list(), organization()));
        for (int i = 0; i < 60; i++) {
            String name = "n" + i + "." + id + ".example";
            lines.add(domain().replace(id + ".example", name));
            lines.add(rule("Banks").replace(id + ".example", name).replace("list:banks", "bank.example"));
        }
        send("", lines.toArray(String[]::new));
        String viewer = RunningService.key("viewer", id);
        for (int i = 0; i < 60; i++) {
            String scope = "domain/n" + i + "." + id + ".example";
            await("the sealer")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> with(viewer)
                            .queryParam("scope", scope)
                            .get("/v1/audit")
                            .then()
                            .body("items", hasSize(2)));
        }
    }

    @Test
    void theSameAgainChangesNothing() {
        String[] lines = {organization(), list(), domain(), rule("Banks")};
        send("", lines);
        String etag =
                operator().get("/v1/domains/" + id + ".example/rules/document").header("ETag");
        assertThat(send("", lines)).containsExactly("1 stored", "2 stored", "3 stored", "4 stored");
        assertThat(send("?fromLine=3", lines)).containsExactly("3 stored", "4 stored");
        operator().get("/v1/domains/" + id + ".example/rules/document").then().header("ETag", etag);
    }

    @Test
    void storesAllOfAnOrganizationOrNothing() {
        String other = organization().replace(id, id + "-b");
        assertThat(send("", organization(), list(), domain(), rule(""), rule("Banks"), "", other))
                .containsExactly(
                        "1 rolled-back", "2 rolled-back", "3 rolled-back", "4 failed", "5 rolled-back", "7 created");
        operator().get("/v1/organizations/" + id).then().statusCode(404);
        operator().get("/v1/organizations/" + id + "-b").then().statusCode(200);
    }

    @Test
    void aLineThatCannotBeReadTakesItsOrganizationBack() {
        assertThat(send("", organization(), "{\"seal\": 1}", domain()))
                .containsExactly("1 rolled-back", "2 failed", "3 rolled-back");
        operator().get("/v1/organizations/" + id).then().statusCode(404);
    }

    @Test
    void exportsWhatWasImported() {
        List<String> sent = List.of(
                organization(),
                list(),
                rule("Own").replace("domain/" + id + ".example", "organization/" + id),
                domain(),
                rule("Banks"),
                rule("More"));
        send("", sent.toArray(String[]::new));
        String export =
                operator().get("/v1/export").then().statusCode(200).extract().asString();
        List<JsonNode> ours = lines(export).stream()
                .filter(line -> line.toString().contains(id))
                .toList();
        assertThat(ours).containsExactlyElementsOf(lines(sent.stream().collect(Collectors.joining("\n"))));
        assertThat(Stream.of(send("", export.lines().toArray(String[]::new)))
                        .flatMap(List::stream)
                        .map(line -> line.replaceAll("\\d+ ", "")))
                .containsOnly("stored");
    }
}
