package io.sealpost.rules.access;

import static io.restassured.RestAssured.given;
import static io.sealpost.rules.RunningService.with;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the OpenAPI document, on things that are there and whose owner may do it: without a key, with a
 * revoked one, a viewer's, another organization's, and one of an organization below, it is refused and changes nothing; the
 * owner's then does it, and if it is a write, the audit tells of it under that key. An operation for which there is no
 * body here or in the document fails.
 */
@QuarkusTest
class TenancyIT implements RunningService {

    /** For operators: a tenant's own key is refused, too. */
    private static final Set<String> OPERATORS = Set.of("listRelays", "removeRelay", "raiseEpoch", "verifyAudit");

    @Inject
    AgroalDataSource database;

    @Test
    void everyOperationKeepsTenantsApartAndIsAudited() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        List<Operation> operations = Operation.all();
        World shared = new World("read");
        try (FakeRelay relay = relay()) {
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

    static FakeRelay relay() throws Exception {
        return new FakeRelay(Operation.RELAY, TopicWatcher.servers())
                .explains(TenancyIT::explain)
                .keepsUp();
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
        if (!operation.isCovered()) {
            softly.fail("%s is not covered: say in Operation.BODIES what its owner may send", operation.id());
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

    static void refused(String who, Operation operation, World world, String key, SoftAssertions softly) {
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

    static RequestSpecification bare(String key) {
        return given().header("Authorization", "Bearer " + key);
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
