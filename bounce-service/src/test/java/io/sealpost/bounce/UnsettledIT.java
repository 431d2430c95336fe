package io.sealpost.bounce;

import static io.sealpost.bounce.fixture.OperatorApi.awaitStatus;
import static io.sealpost.bounce.fixture.OperatorApi.metrics;
import static io.sealpost.bounce.fixture.OperatorApi.report;
import static io.sealpost.bounce.fixture.OperatorApi.reportId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.LogLines;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayFixture.Stage;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became of a report cannot be written down: a trigger answers for the database, for that one report. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class UnsettledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String UNDEFINED_COLUMN = "42703";
    private static final String CANNOT_CONNECT_NOW = "57P03";

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    @Inject
    DataSource database;

    private final ObjectNode event = Events.like("tls-failure");
    private final ObjectNode other = Events.like("tls-failure");
    private final String id = "reportId=" + reportId(event, "full");
    private ReportsDueTopic topic;
    private LogLines log;

    @BeforeEach
    void connect() {
        topic = new ReportsDueTopic(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class))
                .create();
        log = new LogLines();
        relay.start();
    }

    @AfterEach
    void disconnect() throws SQLException {
        log.close();
        topic.close();
        execute("DROP FUNCTION IF EXISTS refuse_outcome CASCADE");
        execute("DELETE FROM report WHERE status = 'received'");
    }

    @Test
    void leavesAReportThatABugKeepsFromSettlingToItsLeaseAndSendsTheOthers() throws SQLException {
        refuseOutcome(UNDEFINED_COLUMN);

        topic.send(event);
        await().atMost(PATIENCE).until(() -> received(event) == 1);
        topic.send(other);

        awaitStatus(other, "full", "submitted");
        assertThat(report(event, "full").getString("status")).isEqualTo("received");
        assertThat(log.with("ERROR", "Report left to its lease", id)).hasSize(1);
        assertThat(metrics()).contains("sealpost_reports_unsettled 0.0");
    }

    @Test
    void claimsNothingAndSaysSoWhileAnOutcomeWaitsForTheDatabase() throws SQLException {
        refuseOutcome(CANNOT_CONNECT_NOW);
        relay.answerNext(Stage.DATA_END, 451, "4.3.0 the spool is full");

        topic.send(event);
        await().atMost(PATIENCE).until(() -> metrics().contains("sealpost_reports_unsettled 1.0"));
        topic.send(other);
        awaitStatus(other, "full", "received");

        assertThat(log.with("WARN", "Outcomes cannot be written down now", id)).hasSize(1);
        assertThat(log.with("Report not submitted", id)).isEmpty();
        execute("DROP FUNCTION refuse_outcome CASCADE");
        awaitStatus(event, "full", "submitted");
        awaitStatus(other, "full", "submitted");
        assertThat(received(event)).isEqualTo(1);
        assertThat(log.with("WARN", "Report not submitted", id)).hasSize(1);
        assertThat(log.with("Outcomes are written down again")).hasSize(1);
        assertThat(metrics()).contains("sealpost_reports_unsettled 0.0");
    }

    private void refuseOutcome(String state) throws SQLException {
        execute("CREATE FUNCTION refuse_outcome() RETURNS trigger LANGUAGE plpgsql AS "
                + "$$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '" + state + "'; END $$");
        execute("CREATE TRIGGER refuse BEFORE UPDATE ON report FOR EACH ROW WHEN (NEW.id = '" + reportId(event, "full")
                + "' AND NEW.lease IS NULL) EXECUTE FUNCTION refuse_outcome()");
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    private long received(ObjectNode event) {
        return relay.received().stream()
                .filter(mail -> mail.content().contains("Message-ID: <" + Events.id(event) + "."))
                .count();
    }
}
