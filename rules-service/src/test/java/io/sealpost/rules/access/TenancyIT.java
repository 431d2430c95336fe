package io.sealpost.rules.access;

import static io.restassured.RestAssured.given;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.test.DnsResource;
import io.sealpost.rules.Contracts;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.TopicWatcher;
import io.sealpost.rules.rollout.FakeRelay;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the OpenAPI document, on things that are there and whose owner may do it: without a key, with a
 * revoked one, a viewer's, another organization's, and one of an organization below, it is refused and changes nothing; the
 * owner's then does it, and if it is a write, the audit tells of it under that key. An operation for which there is no
 * body here or in the document fails.
 */
@QuarkusTest
class TenancyIT implements RunningService {

    private static final String RELAY = "relay-of-tenancy";

    /** For operators: a tenant's own key is refused, too. */
    private static final Set<String> OPERATORS = Set.of("listRelays", "removeRelay", "raiseEpoch", "verifyAudit");

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("putOrganization", "{\"displayName\": \"{marker} 2\", \"parent\": \"{above}\"}"),
            Map.entry(
                    "importAll",
                    "{\"organization\": {\"id\": \"{acme}\", \"displayName\": \"{marker} 3\", \"parent\": \"{above}\"}}"),
            Map.entry("putDomain", "{\"organization\": \"{acme}\", \"locale\": \"de\"}"),
            Map.entry("explain", "{\"from\": \"alice@{domain}\", \"to\": [\"bob@bank.example\"]}"),
            Map.entry("addSubmitter", "{\"network\": \"198.51.100.128/25\"}"),
            Map.entry("rotateSubmitter", "{}"),
            Map.entry("addDomainRule", RunningService.rule("Another")),
            Map.entry("replaceDomainRule", RunningService.rule("Other")),
            Map.entry("patchDomainRule", "{\"enabled\": true}"),
            Map.entry("addOrganizationRule", RunningService.rule("Another")),
            Map.entry("replaceOrganizationRule", RunningService.rule("Other")),
            Map.entry("patchOrganizationRule", "{\"enabled\": true}"),
            Map.entry("moveDomainRule", "{\"after\": \"{second domain rule}\"}"),
            Map.entry("moveOrganizationRule", "{\"after\": \"{second organization rule}\"}"),
            Map.entry("copyDomainRule", "{\"to\": \"domain/{domain}\", \"name\": \"Copy\"}"),
            Map.entry("copyOrganizationRule", "{\"to\": \"domain/{domain}\", \"name\": \"Copy\"}"),
            Map.entry("applyDomainRules", "{\"rules\": [" + RunningService.rule("Only") + "]}"),
            Map.entry("applyOrganizationRules", "{\"rules\": [" + RunningService.rule("Only") + "]}"),
            Map.entry("putAddressList", "{\"entries\": [\"clinic.example\"]}"),
            Map.entry("addToAddressList", "{\"entries\": [\"clinic.example\"]}"),
            Map.entry("removeFromAddressList", "{\"entries\": [\"bank.example\"]}"),
            Map.entry("createApiKey", "{\"name\": \"n\", \"role\": \"viewer\", \"organization\": \"{acme}\"}"));

    @Inject
    AgroalDataSource database;

    /** An operation of the document. */
    private record Operation(
            String id,
            String method,
            String path,
            @Nullable String type,
            @Nullable String example) {
        boolean isWrite() {
            return Right.of(method, path) == Right.WRITE;
        }

        /** Whether it shows a list of whatever the caller reaches, so that there is nothing to refuse. */
        boolean isListOfOwn() {
            return method.equals("GET") && Door.of(path) == Door.OWN;
        }

        Response ask(World world, RequestSpecification request) {
            String body = BODIES.getOrDefault(id, example == null ? "" : example);
            String target = world.path(path, Map.of("relay", RELAY));
            return (type == null
                            ? request
                            : request.contentType(type).body(world.body(body).getBytes(StandardCharsets.UTF_8)))
                    .request(method, target);
        }
    }

    @Test
    void everyOperationKeepsTenantsApartAndIsAudited() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        List<Operation> operations = operations();
        World shared = new World("read");
        try (FakeRelay relay = new FakeRelay(RELAY, TopicWatcher.servers())
                .explains(TenancyIT::explain)
                .keepsUp()) {
            try {
                for (Operation operation : operations) {
                    check(operation, operation.isWrite() ? new World(operation.id()) : shared, softly);
                }
            } finally {
                relay.retire();
            }
        }
        softly.assertThat(operations).hasSizeGreaterThan(25);
        softly.assertAll();
    }

    /** As a relay would on which every sender is registered. */
    private static void explain(HttpExchange exchange) throws IOException {
        String from = new ObjectMapper()
                .readTree(exchange.getRequestBody())
                .path("from")
                .asText();
        byte[] answer = Contracts.read("explain/answer.json")
                .replace("sender.example", from.substring(from.indexOf('@') + 1))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void check(Operation operation, World world, SoftAssertions softly) throws SQLException {
        if (operation.type() != null && operation.example() == null && !BODIES.containsKey(operation.id())) {
            softly.fail("%s is not covered: say in BODIES what its owner may send", operation.id());
            return;
        }
        long before = changes();
        strangers(operation, world, softly);
        softly.assertThat(changes()).as("changes by strangers: %s", operation).isEqualTo(before);
        owner(operation, world, softly);
    }

    private static void strangers(Operation operation, World world, SoftAssertions softly) {
        softly.assertThat(operation.ask(world, given()).statusCode())
                .as("no key: %s", operation)
                .isEqualTo(401);
        softly.assertThat(operation.ask(world, bare(world.revoked)).statusCode())
                .as("revoked key: %s", operation)
                .isEqualTo(401);
        if (operation.isWrite()) {
            softly.assertThat(operation.ask(world, bare(world.viewer)).statusCode())
                    .as("viewer: %s", operation)
                    .isEqualTo(403);
        }
        refused("other organization", operation, world, world.otherKey, softly);
        refused("child organization", operation, world, world.childKey, softly);
        if (OPERATORS.contains(operation.id())) {
            refused("tenant", operation, world, world.owner, softly);
        }
    }

    private static void refused(String who, Operation operation, World world, String key, SoftAssertions softly) {
        Response answer = operation.ask(world, bare(key));
        if (operation.isListOfOwn()) {
            softly.assertThat(answer.asString()).as("%s: %s", who, operation).doesNotContain(world.marker);
        } else if (operation.id().equals("importAll")) {
            softly.assertThat(answer.asString()).as("%s: %s", who, operation).contains("\"failed\"");
        } else {
            softly.assertThat(answer.statusCode()).as("%s: %s", who, operation).isIn(403, 404, 422);
        }
    }

    private void owner(Operation operation, World world, SoftAssertions softly) throws SQLException {
        String owner = OPERATORS.contains(operation.id()) ? RunningService.key() : world.owner;
        long before = changes();
        if (operation.id().equals("verifyDomain")) {
            DnsResource.txt("_sealpost-challenge." + world.domain, challenge(world));
        }
        if (operation.isListOfOwn()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> operation.ask(world, bare(owner)).asString().contains(world.marker));
        }
        Response answer = operation.ask(world, bare(owner));
        softly.assertThat(answer.statusCode())
                .as("owner: %s %s", operation, answer.statusCode() < 300 ? "" : answer.asString())
                .isBetween(200, 299);
        if (operation.isWrite()) {
            softly.assertThat(changes()).as("audited: %s", operation).isGreaterThan(before);
        }
        if (operation.isWrite() && !operation.id().equals("verifyDomain")) {
            softly.assertThat(lastActor()).as("audited by key: %s", operation).isEqualTo(owner.split("_")[1]);
        }
    }

    private static String challenge(World world) {
        return with(world.owner).get("/v1/domains/" + world.domain).path("challenge.value");
    }

    private static RequestSpecification bare(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static List<Operation> operations() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .path("paths");
        List<Operation> operations = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (path.getKey().startsWith("/v1/")) {
                        operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                    }
                }));
        assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates().doesNotContain("");
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        var content = operation.path("requestBody").path("content").properties();
        String type = content.isEmpty() ? null : content.iterator().next().getKey();
        JsonNode example = content.isEmpty()
                ? null
                : content.iterator().next().getValue().path("examples").findValue("value");
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                type,
                example == null ? null : example.isTextual() ? example.asText() : example.toString());
    }

    private long changes() throws SQLException {
        return Long.parseLong(ask("select count(*) from audit"));
    }

    private String lastActor() throws SQLException {
        return ask("select coalesce(key, actor) from audit order by id desc limit 1");
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
