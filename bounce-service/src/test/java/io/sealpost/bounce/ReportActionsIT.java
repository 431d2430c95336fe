package io.sealpost.bounce;

import static io.sealpost.bounce.fixture.OperatorApi.awaitAttempts;
import static io.sealpost.bounce.fixture.OperatorApi.awaitStatus;
import static io.sealpost.bounce.fixture.OperatorApi.operator;
import static io.sealpost.bounce.fixture.OperatorApi.report;
import static io.sealpost.bounce.fixture.OperatorApi.reportId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayFixture.Stage;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.bounce.record.Retention;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators find and do: search, send again, preview, and how long they find it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class ReportActionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    @Inject
    DataSource database;

    @Inject
    Retention retention;

    private ReportsDueTopic topic;

    @BeforeEach
    void connect() {
        topic = new ReportsDueTopic(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class))
                .create();
        relay.start();
    }

    @AfterEach
    void disconnect() {
        topic.close();
    }

    @Test
    void findsReportsByWhatIsKnownOfThem() {
        ObjectNode event = reported();
        String id = reportId(event, "full");
        String created = report(event, "full").getString("createdAt");

        for (String query : List.of(
                "sender=ALICE@sender.example&status=submitted&type=tls-failure",
                "recipient=CFO@partner.example&since=" + created,
                "queueId=" + event.get("queueId").asText(),
                "since=" + created + "&until=2999-01-01T00:00:00Z")) {
            list(query).body("items[0].id", equalTo(id));
        }
        for (String query : List.of(
                "sender=bob@sender.example", "recipient=nobody@partner.example", "type=expired", "until=" + created)) {
            assertThat(list(query + "&queueId=" + event.get("queueId").asText())
                            .extract()
                            .jsonPath()
                            .getList("items"))
                    .isEmpty();
        }
    }

    @Test
    void saysWhichParameterDoesNotFit() {
        for (String query :
                List.of("type=lost", "since=yesterday", "until=1", "sender=%00", "recipient=%00", "toldBy=%00")) {
            operator()
                    .urlEncodingEnabled(false)
                    .get("/v1/reports?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("'" + query.substring(0, query.indexOf('=')) + "'"));
        }
    }

    @Test
    void sendsAReportAgainAsACopyUnderAnotherMessageId() {
        relay.answerNext(Stage.RECIPIENT, 550, "5.7.1 not now");
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "failed");

        resend(event)
                .statusCode(202)
                .header("Location", endsWith("/v1/reports/" + reportId(event, "full") + ".2"))
                .body("copy", equalTo(2))
                .body("status", equalTo("received"));

        String copy = reportId(event, "full") + ".2";
        await().atMost(PATIENCE)
                .until(() -> "submitted"
                        .equals(operator()
                                .get("/v1/reports/{id}", copy)
                                .jsonPath()
                                .getString("status")));
        assertThat(relay.received())
                .filteredOn(mail -> mail.content().contains("Message-ID: <" + Events.id(event)))
                .singleElement()
                .satisfies(mail -> assertThat(mail.content()).contains("Message-ID: <" + copy + "@"));
        resend(event).statusCode(202).body("copy", equalTo(3));
    }

    @Test
    void makesAWaitingReportDueAtOnce() throws SQLException {
        relay.stop();
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitAttempts(event, "full", 1);
        await().atMost(PATIENCE).until(() -> report(event, "full").getString("reason") != null);
        execute("UPDATE report SET next_attempt_at = now() + interval '1 day', lease = NULL WHERE id = '"
                + reportId(event, "full") + "'");
        relay.start();

        resend(event).statusCode(202).body("id", equalTo(reportId(event, "full")));

        awaitStatus(event, "full", "submitted");
    }

    @Test
    void sendsNothingToANullReversePathWhoeverWantsIt() {
        ObjectNode event = Events.like("tls-failure");
        event.putObject("envelope").put("reversePath", "");
        topic.send(event);
        awaitStatus(event, "full", "suppressed");

        resend(event).statusCode(409).body("detail", containsString("null reverse path"));
    }

    @Test
    void previewsAReportAndStoresNothing() {
        ObjectNode event = Events.like("tls-failure");

        String preview = preview(event, "?form=redacted&locale=en")
                .statusCode(200)
                .extract()
                .asString();

        assertThat(preview)
                .contains("Message-ID: " + Events.messageId(event, "redacted"), "Sealpost-Report: redacted")
                .doesNotContain("Subject: Contract");
        operator().get("/v1/reports/{id}", reportId(event, "redacted")).then().statusCode(404);
        assertThat(preview(event, "").extract().asString()).contains("Sealpost-Report: full");
    }

    @Test
    void saysWhatIsWrongWithAnEventToPreview() {
        ObjectNode event = Events.like("tls-failure");
        preview(event, "?form=short").statusCode(400).body("detail", containsString("'form'"));
        event.put("id", "no id");
        preview(event, "").statusCode(400).body("detail", containsString("id is malformed"));
        event.remove("envelope");
        preview(event, "?locale=de").statusCode(400).contentType("application/problem+json");
    }

    @Test
    void forgetsWhatIsOldAndKeepsWhatWaits() throws SQLException {
        ObjectNode old = reported();
        ObjectNode young = reported();
        relay.stop();
        ObjectNode waiting = Events.like("tls-failure");
        topic.send(waiting);
        awaitAttempts(waiting, "full", 1);
        for (ObjectNode event : List.of(old, waiting)) {
            execute("UPDATE event SET received_at = received_at - interval '40 days' WHERE id = '" + Events.id(event)
                    + "'");
            execute("UPDATE report SET settled_at = settled_at - interval '40 days' WHERE event_id = '"
                    + Events.id(event) + "'");
        }

        boolean more = retention.forget(Duration.ofDays(35));

        assertThat(more).isFalse();
        operator().get("/v1/reports/{id}", reportId(old, "full")).then().statusCode(404);
        operator().get("/v1/reports/{id}", reportId(young, "full")).then().statusCode(200);
        operator().get("/v1/reports/{id}", reportId(waiting, "full")).then().statusCode(200);
        relay.start();
        awaitStatus(waiting, "full", "submitted");
    }

    private ObjectNode reported() {
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");
        return event;
    }

    private static ValidatableResponse list(String query) {
        return operator().get("/v1/reports?" + query).then().statusCode(200);
    }

    private static ValidatableResponse resend(ObjectNode event) {
        return operator()
                .post("/v1/reports/{id}/resend", reportId(event, "full"))
                .then();
    }

    private static ValidatableResponse preview(ObjectNode event, String query) {
        return operator()
                .contentType(ContentType.JSON)
                .body(Events.bytes(event))
                .post("/v1/previews" + query)
                .then();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement command = connection.createStatement()) {
            command.execute(statement);
        }
    }
}
