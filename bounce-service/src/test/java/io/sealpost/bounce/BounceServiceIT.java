package io.sealpost.bounce;

import static io.sealpost.bounce.fixture.OperatorApi.awaitAttempts;
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
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayFixture.Received;
import io.sealpost.bounce.fixture.RelayFixture.Stage;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import io.sealpost.platform.tls.CertificateAuthority;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The service with a real broker, a real database and a real SMTP server that demands TLS and a login. The topic is made
 * after the service has started, so that every test here needs it to have survived the topic's absence.
 */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class BounceServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    @Inject
    DataSource database;

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
    void reportsAnEventOverTlsWithLoginAndNullPath() {
        ObjectNode event = Events.like("tls-failure");

        topic.send(event);

        Received report = awaitReport(event, "full");
        assertThat(report.sender()).isEmpty();
        assertThat(report.recipients()).containsExactly("alice@sender.example");
        assertThat(report.identity()).isEqualTo(RelayFixture.USERNAME);
        assertThat(report.overTls()).isTrue();
        assertThat(report.content())
                .contains("Sealpost-Report: full\r\n", "cfo@partner.example", "Final-Recipient: rfc822;");
        awaitStatus(event, "full", "submitted");
    }

    @Test
    void reportsOnMailUnderNoRuleWithoutMark() {
        ObjectNode event = Events.like("rejected");

        topic.send(event);

        assertThat(awaitReport(event, "plain").content()).doesNotContain("Sealpost-Report");
    }

    @Test
    void reportsARedeliveredEventOnce() {
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");

        RecordMetadata again = topic.send(event);

        awaitCommit(again);
        ObjectNode later = Events.like("tls-failure");
        topic.send(later);
        awaitReport(later, "full");
        assertThat(reports(event, "full")).hasSize(1);
    }

    @Test
    void retriesUntilTheRelayIsBack() {
        relay.stop();
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitAttempts(event, "full", 2);
        assertThat(report(event, "full").getString("status")).isEqualTo("received");

        relay.start();

        awaitReport(event, "full");
        awaitStatus(event, "full", "submitted");
    }

    @Test
    void retriesATemporaryRefusalWithoutHoldingOthersUp() {
        relay.answerNext(Stage.DATA_END, 451, "4.3.0 the spool is full");
        ObjectNode event = Events.like("tls-failure");

        topic.send(event);

        awaitStatus(event, "full", "submitted");
        assertThat(reports(event, "full")).hasSize(1);
        assertThat(report(event, "full").getInt("attempts")).isEqualTo(2);
    }

    @Test
    void failsForGoodOnAPermanentRefusal() {
        relay.answerNext(Stage.RECIPIENT, 550, "5.7.1 not a hosted domain");
        ObjectNode event = Events.like("tls-failure");

        topic.send(event);

        awaitStatus(event, "full", "failed");
        assertThat(report(event, "full").getString("reason")).contains("550 5.7.1 not a hosted domain");
    }

    @Test
    void submitsNothingToARelayItDoesNotTrust() {
        relay.start(CertificateAuthority.create("Somebody else").issue(RelayFixture.HOST));
        int transactions = relay.transactions();
        ObjectNode event = Events.like("tls-failure");

        topic.send(event);

        awaitAttempts(event, "full", 2);
        assertThat(relay.transactions()).isEqualTo(transactions);
        relay.start();
        awaitReport(event, "full");
    }

    @Test
    void submitsNothingToARelayOfAnotherName() {
        relay.start(relay.authority().issue("other.example"));
        int transactions = relay.transactions();
        ObjectNode event = Events.like("tls-failure");

        topic.send(event);

        awaitAttempts(event, "full", 2);
        assertThat(relay.transactions()).isEqualTo(transactions);
        relay.start();
        awaitReport(event, "full");
    }

    @Test
    void sendsARedactedReportOnceWhereTheFullOneFailedForLackOfTls() {
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");

        topic.send(Events.failureOf(event, "full", "tls-failure"));
        topic.send(Events.failureOf(event, "full", "tls-failure"));

        Received report = awaitReport(event, "redacted");
        assertThat(report.recipients()).containsExactly("alice@sender.example");
        assertThat(report.content())
                .contains("Sealpost-Report: redacted\r\n", "cfo@partner.example", "In-Reply-To: <m1@sender.example>")
                .doesNotContain("Subject: Contract", "bob@bank.example", "Banks");
        awaitStatus(event, "redacted", "submitted");
        awaitStatus(event, "full", "failed");
        assertThat(report(event, "full").getString("reason")).contains("tls-failure 5.7.10", "EHLO without STARTTLS");
        topic.send(Events.failureOf(event, "redacted", "rejected"));
        awaitStatus(event, "redacted", "failed");
        assertThat(reports(event, "redacted")).hasSize(1);
    }

    @Test
    void sendsNoRedactedReportWhereTheFullOneWasRejected() {
        ObjectNode event = Events.like("tls-failure");
        topic.send(event);
        awaitStatus(event, "full", "submitted");
        ObjectNode failure = Events.failureOf(event, "full", "rejected");

        topic.send(failure);

        awaitStatus(event, "full", "failed");
        awaitStatus(failure, "full", "suppressed");
        operator().get("/v1/reports/{id}", reportId(event, "redacted")).then().statusCode(404);
    }

    @Test
    void recordsTheFailureOfAReportThatIsNotItsOwn() {
        ObjectNode failure = Events.failureOf(Events.like("tls-failure"), "full", "tls-failure");

        topic.send(failure);

        awaitStatus(failure, "full", "failed");
    }

    @Test
    void tellsNobodyAboutMailWithANullReversePath() {
        ObjectNode event = Events.like("tls-failure");
        event.putObject("envelope").put("reversePath", "");

        topic.send(event);

        awaitStatus(event, "full", "suppressed");
        assertThat(report(event, "full").getString("reason")).contains("null reverse path");
        assertThat(reports(event, "full")).isEmpty();
    }

    @Test
    void setsAnUnreadableRecordAsideAndGoesOn() throws SQLException {
        RecordMetadata unreadable = topic.send("no event at all".getBytes(StandardCharsets.UTF_8));
        topic.send((byte[]) null);
        ObjectNode lacking = Events.like("tls-failure");
        lacking.remove("envelope");
        topic.send(lacking);
        ObjectNode newer = Events.like("tls-failure");
        newer.put("type", "carrier-pigeon");
        topic.send(newer);
        topic.send(new byte[9_000_000]);
        ObjectNode event = Events.like("tls-failure");

        topic.sendWithoutKey(event);

        awaitReport(event, "full");
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                var row = query.executeQuery("SELECT reason, size, convert_from(value, 'UTF8') FROM unreadable_record"
                        + " WHERE topic = 'sealpost.reports-due' AND record_offset = " + unreadable.offset())) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("the value is not JSON");
            assertThat(row.getInt(2)).isEqualTo(15);
            assertThat(row.getString(3)).isEqualTo("no event at all");
        }
        assertThat(metrics()).containsPattern("sealpost_reports_unreadable_total [5-9]");
    }

    private Received awaitReport(ObjectNode event, String form) {
        return await().atMost(PATIENCE)
                .until(() -> reports(event, form), found -> !found.isEmpty())
                .get(0);
    }

    private List<Received> reports(ObjectNode event, String form) {
        String field = "Message-ID: " + Events.messageId(event, form) + "\r\n";
        return relay.received().stream()
                .filter(mail -> mail.content().contains(field))
                .toList();
    }

    private void awaitCommit(RecordMetadata sent) {
        await().atMost(PATIENCE).until(() -> topic.isAcknowledged(sent));
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
