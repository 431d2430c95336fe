package io.sealpost.rules.rollout;

import static io.restassured.RestAssured.given;
import static io.sealpost.rules.RunningService.addRule;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sealpost.rules.Contracts;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RolloutIT implements RunningService {

    private final List<FakeRelay> relays = new ArrayList<>();

    /** A relay that has announced itself and is listed. */
    private FakeRelay relay() {
        FakeRelay relay = new FakeRelay("relay-" + UUID.randomUUID());
        relays.add(relay);
        relay.saysWhatItApplies();
        Awaitility.await()
                .untilAsserted(() -> operator().get("/v1/relays").then().body("items.relay", hasItem(relay.id())));
        return relay;
    }

    @AfterEach
    void relaysSayGoodbye() {
        relays.forEach(FakeRelay::retire);
        Awaitility.await()
                .untilAsserted(() -> operator().get("/v1/relays").then().body("items", hasSize(0)));
        relays.forEach(FakeRelay::close);
    }

    private static ValidatableResponse write(String domain, String wait) {
        return operator()
                .queryParam("wait", wait)
                .body(rule("rule " + UUID.randomUUID()))
                .post("/v1/domains/" + domain + "/rules")
                .then();
    }

    @Test
    void isPendingWithoutAnyRelay() {
        write(domain(), "300ms")
                .statusCode(202)
                .header("Location", notNullValue())
                .body("name", notNullValue())
                .body("rollout.state", equalTo("pending"))
                .body("rollout.pending", hasSize(0))
                .body("rollout.detail", notNullValue());
    }

    @Test
    void isCompleteWhenEveryRelayAppliesTheChange() {
        String domain = domain();
        FakeRelay one = relay().keepsUp();
        FakeRelay two = relay().keepsUp();
        var answer = write(domain, "PT20S")
                .statusCode(201)
                .body("rollout.state", equalTo("complete"))
                .body("rollout.pending", hasSize(0))
                .extract();
        assertThat(answer.<Integer>path("rollout.revision")).isEqualTo(answer.<Integer>path("revision"));
        assertThat(one.id()).isNotEqualTo(two.id());
        operator().get("/v1/domains/" + domain + "/rollout?wait=0s").then().body("state", equalTo("complete"));
    }

    @Test
    void namesTheRelayThatIsBehind() {
        String domain = domain();
        relay().keepsUp();
        FakeRelay slow = relay();
        write(domain, "1s")
                .statusCode(202)
                .body("rollout.state", equalTo("pending"))
                .body("rollout.pending.relay", contains(slow.id()))
                .body("rollout.pending.reason", contains("behind"));
    }

    @Test
    void tellsWhenARelayIsSilentAndWaitsForItAllTheSame() {
        String domain = domain();
        FakeRelay silent = relay();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> write(domain, "10ms")
                        .statusCode(202)
                        .body("rollout.pending.relay", contains(silent.id()))
                        .body("rollout.pending.reason", contains("silent")));
        operator()
                .get("/v1/relays")
                .then()
                .body("items.state", contains("silent"))
                .body("items.maxStaleness", contains("PT24H"));
    }

    @Test
    void tellsWhatARelayRefuses() {
        String domain = domain();
        relay().refuses("domain/" + domain, "unknown field \\\"seal\\\"").keepsUp();
        write(domain, "2s")
                .statusCode(202)
                .body("rollout.pending.reason", contains("refused"))
                .body("rollout.pending.detail", contains("unknown field \"seal\""));
    }

    @Test
    void waitsForDeletionsToo() {
        String domain = domain();
        relay().keepsUp();
        String id = addRule(domain, "Banks").extract().path("id");
        operator()
                .queryParam("wait", "20s")
                .delete("/v1/domains/" + domain + "/rules/" + id)
                .then()
                .statusCode(200)
                .body("rollout.state", equalTo("complete"));
    }

    @Test
    void waitsForAWriteThatChangesNothing() {
        String domain = domain();
        relay().keepsUp();
        String id = addRule(domain, "Banks").extract().path("id");
        operator()
                .queryParam("wait", "20s")
                .body("{\"enabled\": false}")
                .patch("/v1/domains/" + domain + "/rules/" + id)
                .then()
                .statusCode(200)
                .body("rollout.state", equalTo("complete"));
    }

    @Test
    void forgetsARelayThatAnOperatorRemoves() {
        FakeRelay lost = relay();
        operator().delete("/v1/relays/" + lost.id()).then().statusCode(204);
        operator().get("/v1/relays").then().body("items", hasSize(0));
        operator().delete("/v1/relays/" + lost.id()).then().statusCode(404);
    }

    @Test
    void passesOverWhatItCannotRead() {
        FakeRelay broken = relay();
        broken.says("{\"state\": 7");
        broken.says(Contracts.read("relay-status/active.json"));
        broken.says("{\"relay\": \"x\", \"state\": \"dancing\", \"at\": \"now\"}");
        relay();
        operator().get("/v1/relays").then().body("items", hasSize(2));
    }

    @Test
    void waitsForARelayWhoseWordItCannotRead() {
        String domain = domain();
        FakeRelay newer = relay();
        relay().keepsUp();
        newer.says(
                "{\"relay\": \"%s\", \"state\": \"dancing\", \"at\": \"2026-11-24T10:00:00Z\"}".formatted(newer.id()));
        Awaitility.await()
                .untilAsserted(() -> operator().get("/v1/relays").then().body("items.state", hasItem("unreadable")));
        write(domain, "1s")
                .statusCode(202)
                .body("rollout.pending.relay", contains(newer.id()))
                .body("rollout.pending.reason", contains("behind"))
                .body("rollout.pending.detail", contains(Relay.UNREADABLE));
    }

    @Test
    void aRecordWithoutValueTakesNoRelayOffTheList() {
        String domain = domain();
        FakeRelay slow = relay();
        FakeRelay other = relay();
        slow.says(null);
        other.says("{\"relay\": ");
        Awaitility.await()
                .untilAsserted(() -> operator().get("/v1/relays").then().body("items.state", hasItem("unreadable")));
        operator().get("/v1/relays").then().body("items", hasSize(2));
        write(domain, "300ms").statusCode(202).body("rollout.pending.relay", hasItem(slow.id()));
    }

    @Test
    void isPendingWhileTheTopicHoldsANewerEpochThanTheDatabaseAndCompleteAfterARaise() {
        String domain = domain();
        relay().keepsUp();
        int epoch = operator().post("/v1/epoch").path("epoch");
        write(domain, "20s").statusCode(201);
        Stranger.puts("domain/" + domain, epoch + 50L, 1);

        for (int again = 0; again < 2; again++) {
            write(domain, "1s")
                    .statusCode(202)
                    .body("rollout.state", equalTo("pending"))
                    .body("rollout.detail", containsString("POST /v1/epoch"));
        }
        assertThat(ahead()).isEqualTo(1);

        operator().post("/v1/epoch").then().statusCode(202);
        write(domain, "60s").statusCode(201).body("rollout.state", equalTo("complete"));
        Awaitility.await().until(() -> ahead() == 0);
    }

    @Test
    void isPendingWhileARelayHoldsANewerStateThatAnOlderOneFollowed() {
        String domain = domain();
        relay().keepsUp();
        write(domain, "20s").statusCode(201);
        Stranger.puts("domain/" + domain, 1_000, 1);
        Stranger.puts("domain/" + domain, 1, 1);

        write(domain, "1s").statusCode(202).body("rollout.detail", containsString("POST /v1/epoch"));

        operator().post("/v1/epoch").then().statusCode(202);
        write(domain, "60s").statusCode(201).body("rollout.state", equalTo("complete"));
    }

    private static double ahead() {
        return Arrays.stream(given().get("/q/metrics").asString().split("\n"))
                .filter(line -> line.startsWith("sealpost_publish_ahead "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    @Test
    void holdsNoThreadWhileManyWait() throws Exception {
        String domain = domain();
        relay();
        ExecutorService callers = Executors.newFixedThreadPool(100);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(callers.submit(() -> write(domain, "5s").extract().statusCode()));
        }
        long before = System.nanoTime();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(202);
        }
        callers.shutdown();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("all waited at the same time")
                .isLessThan(Duration.ofSeconds(20));
    }
}
