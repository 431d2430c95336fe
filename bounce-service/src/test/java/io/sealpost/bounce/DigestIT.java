package io.sealpost.bounce;

import static io.sealpost.bounce.fixture.OperatorApi.awaitStatus;
import static io.sealpost.bounce.fixture.OperatorApi.metrics;
import static io.sealpost.bounce.fixture.OperatorApi.operator;
import static io.sealpost.bounce.fixture.OperatorApi.report;
import static io.sealpost.bounce.fixture.OperatorApi.reportId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.UnreadableEventException;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayFixture.Received;
import io.sealpost.bounce.fixture.RelayFixture.Stage;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.record.Arrival;
import io.sealpost.bounce.record.EventStore;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many reports told of in one message: a storm to its sender, undelivered ones to their organization's contact. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class DigestIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    @Inject
    EventStore events;

    @Inject
    DataSource database;

    @BeforeEach
    void startRelay() {
        relay.start();
    }

    @Test
    void tellsInOneMessageOfWhatGoesBeyondTheLimitOfASender() throws Exception {
        String sender = "storm-" + UUID.randomUUID() + "@sender.example";
        List<ObjectNode> storm = new ArrayList<>();
        for (int index = 0; index < RelayResource.STORM_LIMIT + 3; index++) {
            storm.add(from(sender));
        }
        store(storm);
        List<ObjectNode> beyond = storm.subList(RelayResource.STORM_LIMIT, storm.size());

        String summary = awaitOne("/v1/reports?type=storm&sender=" + sender, "submitted");

        Received mail = received(sender, summary).get(0);
        assertThat(beyond)
                .allSatisfy(event ->
                        assertThat(mail.content()).contains(event.get("queueId").asText(), "cfo@partner.example"));
        assertThat(mail.content())
                .contains("Sealpost-Report: full\r\n")
                .doesNotContain(storm.get(0).get("queueId").asText());
        await().atMost(PATIENCE).until(() -> received(sender, "Message-ID").size() == RelayResource.STORM_LIMIT + 1);
        for (ObjectNode event : beyond) {
            assertThat(report(event, "full").getString("status")).isEqualTo("suppressed");
            assertThat(report(event, "full").getString("toldBy") + ".full").isEqualTo(summary);
            String message = operator()
                    .get("/v1/reports/{id}/message", reportId(event, "full"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(message).contains("multipart/report", Events.messageId(event, "full"));
        }
        assertThat(metrics()).containsPattern("sealpost_reports_total\\{status=\"submitted\",type=\"storm\"} [1-9]");
    }

    @Test
    void tellsTheContactOfAnOrganizationOnceADayOfReportsThatCannotBeDelivered() throws Exception {
        String organization = "org-" + UUID.randomUUID();
        ObjectNode first = of(organization);
        relay.answerNext(Stage.RECIPIENT, 550, "5.7.1 no such mailbox");
        store(List.of(first));
        awaitStatus(first, "full", "failed");

        String told = awaitOne("/v1/reports?type=undelivered&sender=" + contact(organization), "submitted");

        assertThat(received(contact(organization), told))
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.content()).contains(first.get("queueId").asText(), "alice@sender.example"));
        ObjectNode second = of(organization);
        relay.answerNext(Stage.RECIPIENT, 550, "5.7.1 no such mailbox");
        store(List.of(second));
        awaitStatus(second, "full", "failed");
        String next = awaitOne("/v1/reports?type=undelivered&sender=" + contact(organization), "received");
        assertThat(next).isNotEqualTo(told);
        Instant due = Instant.parse(
                operator().get("/v1/reports/{id}", next).jsonPath().getString("nextAttemptAt"));
        assertThat(due).isAfter(Instant.now().plus(Duration.ofHours(23)));
    }

    @Test
    void tellsTheContactWhereTheRelayCouldNotDeliverAReport() throws Exception {
        String organization = "org-" + UUID.randomUUID();
        ObjectNode event = of(organization);
        store(List.of(event));
        awaitStatus(event, "full", "submitted");

        store(List.of(Events.failureOf(event, "full", "rejected")));

        String told = awaitOne("/v1/reports?type=undelivered&sender=" + contact(organization), "submitted");
        assertThat(received(contact(organization), told)).hasSize(1);
        assertThat(report(event, "full").getString("toldBy")).isEqualTo(told.replaceFirst("\\.plain$", ""));
    }

    @Test
    void setsAsideWhatCannotBeComposedAndGoesOn() throws Exception {
        String id = UUID.randomUUID().toString();
        try (Connection connection = database.getConnection();
                Statement command = connection.createStatement()) {
            command.execute("INSERT INTO digest (id, kind, about, recipient, reporting_mta) VALUES ('" + id
                    + "', 'storm', 'nobody', 'nobody@sender.example', 'relay-1.sealpost.example')");
            command.execute("INSERT INTO report (id, digest_id, form, message_id) VALUES ('" + id + ".full', '" + id
                    + "', 'full', '<" + id + ".full@relay-1.sealpost.example>')");
        }
        ObjectNode other = of("org-" + UUID.randomUUID());
        store(List.of(other));

        await().atMost(PATIENCE).until(() -> "failed".equals(byId(id + ".full").getString("status")));

        assertThat(byId(id + ".full").getString("reason")).startsWith("it cannot be composed");
        assertThat(metrics()).containsPattern("sealpost_reports_uncomposable_total [1-9]");
        awaitStatus(other, "full", "submitted");
    }

    private void store(List<ObjectNode> arriving) throws UnreadableEventException, SQLException {
        List<Arrival> arrivals = new ArrayList<>();
        for (ObjectNode event : arriving) {
            byte[] value = Events.bytes(event);
            arrivals.add(new Arrival(new EventReader().read(value), value, Optional.empty()));
        }
        assertThat(events.store(arrivals)).hasSize(arriving.size());
    }

    private static String awaitOne(String query, String status) {
        return await().atMost(PATIENCE)
                .until(
                        () -> operator()
                                .get(query + "&status=" + status)
                                .jsonPath()
                                .<String>getList("items.id"),
                        ids -> ids.size() == 1)
                .get(0);
    }

    private List<Received> received(String recipient, String words) {
        return relay.received().stream()
                .filter(mail -> mail.recipients().contains(recipient))
                .filter(mail -> mail.content().contains(words))
                .toList();
    }

    private static JsonPath byId(String id) {
        return operator().get("/v1/reports/{id}", id).jsonPath();
    }

    private static ObjectNode from(String sender) {
        ObjectNode event = Events.like("tls-failure");
        ((ObjectNode) event.get("envelope")).put("reversePath", sender);
        return event;
    }

    private static ObjectNode of(String organization) {
        ObjectNode event = Events.like("tls-failure");
        event.putObject("organization").put("id", organization).put("contact", contact(organization));
        return event;
    }

    private static String contact(String organization) {
        return "postmaster@" + organization + ".example";
    }
}
