package io.sealpost.rules.explain;

import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sealpost.rules.Contracts;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.TopicWatcher;
import io.sealpost.rules.rollout.FakeRelay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay on the topic, whose operator REST answers in the words of the golden file. */
@QuarkusTest
class ExplainIT implements RunningService {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private String domain;
    private FakeRelay first;
    private FakeRelay second;
    private volatile int status = 200;
    private volatile String answer;

    @BeforeEach
    void relaysAnnounceThemselves() throws IOException {
        domain = domain();
        answer = Contracts.read("explain/answer.json").replace("sender.example", domain);
        first = new FakeRelay("explaining-1", TopicWatcher.servers());
        second = new FakeRelay("explaining-2", TopicWatcher.servers());
        first.explains(this::answer).keepsUp();
        second.explains(this::answer).keepsUp();
        await().untilAsserted(() ->
                operator().get("/v1/relays").then().body("items.relay", hasItems("explaining-1", "explaining-2")));
    }

    @AfterEach
    void relaysSayGoodbye() {
        first.retire();
        second.retire();
        await().untilAsserted(() -> operator().get("/v1/relays").then().body("items", hasSize(0)));
        first.close();
        second.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private ValidatableResponse explain(String key) {
        return with(key)
                .body("{\"from\": \"alice@" + domain + "\", \"to\": [\"bob@bank.example\", \"eve@other.example\"]}")
                .post("/v1/explain")
                .then();
    }

    private String owner() {
        return operator().get("/v1/domains/" + domain).path("organization");
    }

    @Test
    void givesTheRelaysAnswerToWhoMaySeeTheDomain() throws IOException {
        String given = explain(key("viewer", owner())).statusCode(200).extract().asString();

        assertThat(JSON.readTree(given)).isEqualTo(JSON.readTree(answer));
        assertThat(asked)
                .containsExactly("Bearer "
                        + Files.readString(Path.of("src/test/resources/admin-token"))
                                .strip() + " {\"from\":\"alice@" + domain
                        + "\",\"to\":[\"bob@bank.example\",\"eve@other.example\"]}");
    }

    /** Rules for incoming mail are the recipients' own; one that covers the mail shows in reports about it, too. */
    @Test
    void keepsRulesThatDoNotMatchFromWhoDoesNotReachTheRecipientsDomain() {
        answer = answer.replace("outgoing", "incoming");

        explain(key("viewer", owner()))
                .statusCode(200)
                .body("recipients[0].rules.name", equalTo(List.of("Banks")))
                .body("recipients[1].rules.name", equalTo(List.of("Courts")))
                .body("recipients[2].rules", hasSize(0));
        answer = answer.replace("enforce", "monitor");
        explain(key("viewer", owner())).statusCode(200).body("recipients[0].rules", hasSize(0));
        explain(RunningService.key())
                .statusCode(200)
                .body("recipients[0].rules.name", equalTo(List.of("Courts", "Banks")));
    }

    @Test
    void tellsAStrangerOfADomainWhatItTellsOfOneThatIsNotThere() {
        String stranger =
                explain(key("admin", organization())).statusCode(404).extract().path("detail");

        status = 404;
        answer = "{\"detail\": \"no sender is registered\"}";
        explain(key("admin", owner())).statusCode(404).body("detail", equalTo(stranger));
    }

    @Test
    void asksTheNextRelayWhereOneIsAway() {
        first.stopsExplaining();

        for (int i = 0; i < 3; i++) {
            explain(key("viewer", owner())).statusCode(200);
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void saysWhyItCannotAnswer() {
        String key = key("viewer", owner());
        status = 503;
        explain(key).statusCode(503).body("detail", startsWith("A relay answered with status 503"));

        status = 400;
        answer = "{\"detail\": \"to: not an address\"}";
        explain(key).statusCode(400).body("detail", equalTo("to: not an address"));
        with(key)
                .body("{\"to\": []}")
                .post("/v1/explain")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(List.of("from", "to")));
    }
}
