package io.sealpost.bounce;

import static io.restassured.RestAssured.given;
import static io.sealpost.bounce.fixture.OperatorApi.awaitStatus;
import static io.sealpost.bounce.fixture.OperatorApi.metrics;
import static io.sealpost.bounce.fixture.OperatorApi.operator;
import static io.sealpost.bounce.fixture.OperatorApi.reportId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.platform.test.DocumentedMetrics;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of the service: its REST API, health and metrics. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class OperatorIT {

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    private ReportsDueTopic topic;

    @BeforeEach
    void connect() {
        topic = new ReportsDueTopic(config("kafka.bootstrap.servers")).create();
        relay.start();
    }

    @AfterEach
    void disconnect() {
        topic.close();
    }

    @Test
    void showsReportsToOperators() {
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");
        String id = reportId(event, "full");

        operator()
                .get("/v1/reports/{id}", id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("queueId", equalTo(event.get("queueId").asText()))
                .body("type", equalTo("tls-failure"))
                .body("relay", equalTo(relay.address()))
                .body("settledAt", notNullValue())
                .body("event.envelope.reversePath", equalTo("alice@sender.example"));
        String message = operator()
                .get("/v1/reports/{id}/message", id)
                .then()
                .statusCode(200)
                .contentType("message/rfc822")
                .extract()
                .asString();
        assertThat(message)
                .isEqualTo(relay.received().stream()
                        .map(RelayFixture.Received::content)
                        .filter(content -> content.contains("<" + id + "@"))
                        .findFirst()
                        .orElseThrow());
        operator()
                .queryParam("event", Events.id(event))
                .queryParam("status", "submitted")
                .get("/v1/reports")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)))
                .body("nextCursor", equalTo(null));
    }

    @Test
    void listsRecordsThatCouldNotBeReadWithoutWhatTheyHold() {
        long offset =
                topic.send("secret words".getBytes(StandardCharsets.UTF_8)).offset();
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");

        String list = operator()
                .get("/v1/unreadable-records")
                .then()
                .statusCode(200)
                .body("items[0].topic", equalTo("sealpost.reports-due"))
                .body("items[0].partition", equalTo(0))
                .body("items[0].offset", equalTo((int) offset))
                .body("items[0].reason", equalTo("the value is not JSON"))
                .body("items[0].size", equalTo(12))
                .body("items[0].setAsideAt", notNullValue())
                .extract()
                .asString();

        assertThat(list).doesNotContain("secret words");
        given().get("/v1/unreadable-records").then().statusCode(401);
        for (String limit : List.of("0", "1001", "abc")) {
            operator()
                    .queryParam("limit", limit)
                    .get("/v1/unreadable-records")
                    .then()
                    .statusCode(400)
                    .body("detail", equalTo("Query parameter 'limit': '" + limit + "' is not between 1 and 1000."));
        }
    }

    @Test
    void pagesThroughTheList() {
        for (int index = 0; index < 3; index++) {
            ObjectNode event = Events.like("tls-failure");
            topic.send(event);
            awaitStatus(event, "full", "submitted");
        }
        List<String> all = list(200, null).getList("items.id");

        JsonPath first = list(2, null);
        JsonPath second = list(2, first.getString("nextCursor"));

        assertThat(first.<String>getList("items.id")).isEqualTo(all.subList(0, 2));
        assertThat(second.<String>getList("items.id")).startsWith(all.get(2));
    }

    @Test
    void answersMistakesWithProblems() {
        operator()
                .queryParam("status", "lost")
                .get("/v1/reports")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        for (String query : List.of(
                "limit=0", "limit=abc", "limit=201", "cursor=nothing", "cursor=%00", "event=%00", "queueId=%00")) {
            operator()
                    .urlEncodingEnabled(false)
                    .get("/v1/reports?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("'" + query.substring(0, query.indexOf('=')) + "'"));
        }
        operator().urlEncodingEnabled(false).get("/v1/reports/%00").then().statusCode(404);
        operator()
                .get("/v1/reports/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("There is no report 'none'."));
    }

    @Test
    void letsNobodyInWithoutTheSecret() {
        for (String path : List.of("/v1/reports", "/v1/reports/x", "/v1/reports/x/message", "/v1/anything")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .contentType("application/problem+json");
            given().auth().oauth2("wrong").get(path).then().statusCode(401);
            given().auth().basic("x", RelayResource.TOKEN).get(path).then().statusCode(401);
        }
    }

    @Test
    void isLiveAndReadyAndCounts() {
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");

        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(metrics())
                .containsPattern("sealpost_reports_total\\{status=\"submitted\",type=\"tls-failure\"} [1-9]")
                .containsPattern("sealpost_reports_latency_seconds_count [1-9]")
                .contains("sealpost_reports_waiting ")
                .contains("sealpost_reports_waiting_oldest_seconds ");
    }

    private static JsonPath list(int limit, @Nullable String cursor) {
        RequestSpecification request = operator().queryParam("limit", limit);
        return (cursor == null ? request : request.queryParam("cursor", cursor))
                .get("/v1/reports")
                .jsonPath();
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @Test
    void exposesTheMetricsThatAreDocumented() throws Exception {
        DocumentedMetrics documented = DocumentedMetrics.of("bounce-service");

        Set<String> exposed = DocumentedMetrics.exposed(metrics());

        assertThat(exposed).containsAll(documented.fromTheStart());
        exposed.removeAll(documented.fromTheStart());
        assertThat(documented.fromTheFirst()).containsAll(exposed);
    }
}
