package io.sealpost.relay.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.test.DocumentedMetrics;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.relay.RelayResource;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(RelayResource.class)
class QueueResourceIT {
    @Inject
    Spool spool;

    @Test
    void letsNobodyInWithoutTheSecret() {
        given().get("/v1/queue")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("type", equalTo("https://sealpost.io/problems/unauthorized"));
        given().header("Authorization", "Bearer wrong").get("/v1/queue").then().statusCode(401);
        for (String act : List.of("retry", "bounce", "release", "hold/release", "hold/refuse")) {
            given().contentType("application/json")
                    .post("/v1/queue/0MVDH8R5C0001/" + act)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void explainsOnlyRulesThatItKnows() {
        String message = "{\"from\": \"%s\", \"to\": [\"bob@bank.example\"]}";
        given().contentType("application/json")
                .body(message.formatted("alice@sender.example"))
                .post("/v1/explain")
                .then()
                .statusCode(401);
        operator()
                .contentType("application/json")
                .body(message.formatted("alice"))
                .post("/v1/explain")
                .then()
                .statusCode(400)
                .body("detail", containsString("from: not an address"));
        operator()
                .contentType("application/json")
                .body(message.formatted("alice@nobody.example"))
                .post("/v1/explain")
                .then()
                .statusCode(409)
                .body("detail", containsString("does not know its rules"));
    }

    @Test
    void listsTheQueueInPages() throws Exception {
        QueueId first = accept();
        QueueId second = accept();
        String cursor = first.value().substring(0, 12) + "0";

        String next = operator()
                .queryParam("cursor", cursor)
                .queryParam("limit", 1)
                .get("/v1/queue")
                .then()
                .statusCode(200)
                .body("items.queueId", hasItem(first.value()))
                .body("items[0].reversePath", equalTo("alice@sender.example"))
                .body("items[0].waiting", equalTo(1))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        operator()
                .queryParam("cursor", next)
                .get("/v1/queue")
                .then()
                .body("items.queueId", hasItem(second.value()))
                .body("nextCursor", nullValue());
    }

    @Test
    void showsAMessageWithItsRecipients() throws Exception {
        QueueId id = accept();

        operator()
                .get("/v1/queue/" + id)
                .then()
                .statusCode(200)
                .body("queueId", equalTo(id.value()))
                .body("recipients[0].address", equalTo("bob@bank.example"))
                .body("recipients[0].state", equalTo("waiting"))
                .body("recipients[0].requirement.level", equalTo("encrypt"))
                .body("recipients[0].rules[0].name", equalTo("Banks"));
    }

    @Test
    void hasNoHistoryBeforeTheFirstAttempt() throws Exception {
        QueueId id = accept();
        operator().get("/v1/queue/" + id + "/history").then().statusCode(200).body("items.size()", equalTo(0));
        operator().get("/v1/queue/0000000000000/history").then().statusCode(404);
    }

    @Test
    void makesAMessageDueNow() throws Exception {
        QueueId id = accept();

        operator().post("/v1/queue/" + id + "/retry").then().statusCode(202);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Instant.parse(operator()
                                .get("/v1/queue/" + id)
                                .then()
                                .extract()
                                .path("nextAttemptAt")))
                        .isBefore(Instant.now().plus(Duration.ofHours(1))));
    }

    @Test
    void givesAMessageUp() throws Exception {
        QueueId id = accept();

        act(id, "bounce", "{\"by\": \"jo\", \"reason\": \"sent in error\"}")
                .then()
                .statusCode(204);

        operator().get("/v1/queue/" + id).then().statusCode(404);
        act(id, "bounce", "{\"by\": \"jo\"}").then().statusCode(404);
    }

    @Test
    void releasesNoReport() throws Exception {
        QueueId id = accept(Optional.of(ReportForm.FULL));

        act(id, "release", "{\"by\": \"jo\"}")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("https://sealpost.io/problems/is-report"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | by: expected 1 to 100 printable characters",
                "{\"by\": \"\"}                           | by: expected 1 to 100 printable characters",
                "{\"by\": \"a\\r\\nb\"}                     | by: expected 1 to 100 printable characters",
                "{\"by\": \"jo\", \"reason\": \"\"}         | reason: expected 1 to 200 printable characters",
            })
    void namesTheFieldThatDoesNotFit(String body, String detail) throws Exception {
        QueueId id = accept();
        for (String what : List.of("bounce", "release")) {
            act(id, what, body)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString(detail));
        }
        operator().get("/v1/queue/" + id).then().statusCode(200);
    }

    @Test
    void takesNoOtherBodyThanJson() throws Exception {
        QueueId id = accept();
        act(id, "bounce", "{\"by\": ").then().statusCode(400);
        act(id, "bounce", "[1]").then().statusCode(400);
        act(id, "bounce", "").then().statusCode(400);
        operator()
                .contentType("text/plain")
                .body("jo")
                .post("/v1/queue/" + id + "/bounce")
                .then()
                .statusCode(415);
        operator().get("/v1/queue/" + id).then().statusCode(200);
    }

    @Test
    void answersWithAProblemForAMessageThatIsNotThere() {
        operator()
                .get("/v1/queue/nonsense")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("nonsense"));
        operator().post("/v1/queue/0000000000000/retry").then().statusCode(404);
        act("nonsense", "bounce", "{\"by\": \"jo\"}").then().statusCode(404);
        act("0000000000000", "release", "{\"by\": \"jo\"}").then().statusCode(404);
    }

    @Test
    void letsGoOrRefusesWhatARuleHolds() throws Exception {
        List<RuleRef> rules = List.of(new RuleRef("domain/sender.example", "r-2", "Contracts", 1));
        Decision held = new Decision(
                TlsRequirement.ENCRYPT,
                rules,
                Optional.of(new Stop.Hold(rules)),
                Optional.empty(),
                List.of(),
                List.of());
        QueueId first = accept(Optional.empty(), held);
        QueueId second = accept(Optional.empty(), held);
        QueueId waiting = accept();

        operator()
                .queryParam("state", "held")
                .get("/v1/queue")
                .then()
                .body("items.queueId", hasItem(first.value()))
                .body("items.queueId", not(hasItem(waiting.value())));
        operator()
                .get("/v1/queue/" + first)
                .then()
                .body("recipients[0].state", equalTo("held"))
                .body("recipients[0].stoppedBy[0].name", equalTo("Contracts"));
        act(first, "hold/release", "{\"reason\": \"checked\"}").then().statusCode(400);
        act(first, "hold/release", "{\"by\": \"jo\"}").then().statusCode(204);
        operator().get("/v1/queue/" + first).then().body("recipients[0].state", equalTo("waiting"));
        act(second, "hold/refuse", "{\"by\": \"jo\", \"reason\": \"private\"}")
                .then()
                .statusCode(204);
        operator().get("/v1/queue/" + second).then().statusCode(404);
        act(waiting, "hold/refuse", "{\"by\": \"jo\"}")
                .then()
                .statusCode(409)
                .body("detail", containsString("no rule holds anything of message " + waiting));
    }

    @Test
    void refusesParametersThatDoNotFit() {
        for (String limit : List.of("0", "-1", "1001", "abc", "99999999999")) {
            operator()
                    .queryParam("limit", limit)
                    .get("/v1/queue")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("limit: expected 1 to 1000"));
        }
        operator()
                .queryParam("cursor", "x")
                .get("/v1/queue")
                .then()
                .statusCode(400)
                .body("detail", containsString("cursor"));
    }

    @Test
    void tellsOfSpoolInHealth() {
        given().get("/q/health").then().body("checks.name", hasItem("spool"));
    }

    @Test
    void exposesTheMetricsThatAreDocumented() throws Exception {
        DocumentedMetrics documented = DocumentedMetrics.of("relay-service");

        Set<String> exposed =
                DocumentedMetrics.exposed(given().get("/q/metrics").asString());

        assertThat(exposed).containsAll(documented.fromTheStart());
        exposed.removeAll(documented.fromTheStart());
        assertThat(documented.fromTheFirst()).containsAll(exposed);
    }

    private static Response act(Object id, String what, String body) {
        return operator().contentType("application/json").body(body).post("/v1/queue/" + id + "/" + what);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + RelayResource.ADMIN_TOKEN);
    }

    /** Due in two hours, so that the queue leaves it alone. */
    private QueueId accept() throws Exception {
        return accept(Optional.empty());
    }

    private QueueId accept(Optional<ReportForm> report) throws Exception {
        List<RuleRef> rules = List.of(new RuleRef("domain/sender.example", "r-1", "Banks", 1));
        return accept(report, new Decision(TlsRequirement.ENCRYPT, rules));
    }

    private QueueId accept(Optional<ReportForm> report, Decision decision) throws Exception {
        Instant now = Instant.now();
        SpooledMessage message = new SpooledMessage(
                Ids.next(now),
                now,
                ReversePath.parse("alice@sender.example"),
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                report,
                Optional.empty(),
                false,
                false,
                0,
                now.plus(Duration.ofHours(2)),
                List.of(SpooledRecipient.accepted(Address.parse("bob@bank.example"), RecipientDsn.NONE, decision)));
        spool.accept(message, spool.newBody(message.id()), List.of())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return message.id();
    }
}
