package io.sealpost.bounce.process;

import static io.sealpost.bounce.process.Frozen.freeze;
import static io.sealpost.bounce.process.Frozen.thaw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The broker, the database or the relay does not answer: nothing is lost, and no sender is told twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutagesIT {

    private static final Duration STOP = Duration.ofSeconds(40);

    private final Path folder =
            Path.of("target", "process", UUID.randomUUID().toString()).toAbsolutePath();
    private final KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
    private final PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), 0);
    private final RelayResource resource = new RelayResource();
    private final ReportsDueTopic topic = new ReportsDueTopic(broker.bootstrapServers()).create();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    void prepare() {
        postgres.createDatabase("bounce");
        settings.putAll(resource.start());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl("bounce"));
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    void end() {
        topic.close();
        resource.stop();
        broker.kill();
        postgres.kill();
    }

    /** Three lives of the service, for each start takes long; what one leaves undone, the next does. */
    @Test
    void losesNothingAndTellsNobodyTwice() {
        ObjectNode held = Events.like("tls-failure");
        RecordMetadata record = holdsThePartitionWhileTheDatabaseIsFrozenAndStopsInTime(held);
        ObjectNode unanswered = Events.like("tls-failure");
        takesUpWhatWasHeldAndGivesBackAtItsStopWhatARelayDoesNotAnswer(held, record, unanswered);
        startsWithoutTheBrokerSendsWhatIsStoredAndTakesUpTheTopicWhenItIsBack(unanswered);
    }

    private RecordMetadata holdsThePartitionWhileTheDatabaseIsFrozenAndStopsInTime(ObjectNode during) {
        try (BounceProcess service = new BounceProcess(folder, settings).ready()) {
            ObjectNode before = Events.like("tls-failure");
            topic.send(before);
            service.awaitStatus(before, "submitted");
            freeze(database());
            RecordMetadata held = topic.send(during);
            service.get("/v1/reports")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("detail", equalTo("The database cannot be reached at present. Try again later."));
            assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.readiness()).isEqualTo(503);
            await().atMost(BounceProcess.PATIENCE)
                    .until(() -> service.get("/q/metrics").asString().contains("sealpost_reports_held 1.0"));
            assertThat(topic.committed()).isLessThanOrEqualTo(held.offset());
            assertThat(service.logged("WARN", "the topic waits")).hasSize(1);
            stopsInTime(service);
            return held;
        } finally {
            thaw(database());
        }
    }

    private void takesUpWhatWasHeldAndGivesBackAtItsStopWhatARelayDoesNotAnswer(
            ObjectNode held, RecordMetadata record, ObjectNode unanswered) {
        try (BounceProcess service = new BounceProcess(folder, settings).ready()) {
            service.awaitStatus(held, "submitted");
            await().atMost(BounceProcess.PATIENCE).until(() -> topic.committed() > record.offset());
            assertThat(received(held)).isEqualTo(1);

            relay().hangNext();
            topic.send(unanswered);
            await().atMost(BounceProcess.PATIENCE).until(() -> relay().hanging());
            stopsInTime(service);
        } finally {
            relay().letGo();
        }
    }

    private void startsWithoutTheBrokerSendsWhatIsStoredAndTakesUpTheTopicWhenItIsBack(ObjectNode stored) {
        freeze(List.of(broker.pid()));
        try (BounceProcess service = new BounceProcess(folder, settings).ready()) {
            assertThat(connected(service)).isEqualTo("false");
            service.awaitStatus(stored, "submitted");
            assertThat(service.get("/v1/reports/" + Events.id(stored) + ".full")
                            .jsonPath()
                            .getInt("attempts"))
                    .as("claimed again long before its lease of two minutes was over")
                    .isEqualTo(2);
            assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.readiness()).isEqualTo(200);

            thaw(List.of(broker.pid()));
            ObjectNode after = Events.like("tls-failure");
            topic.send(after);
            service.awaitStatus(after, "submitted");
            await().atMost(BounceProcess.PATIENCE)
                    .until(() -> connected(service).equals("true"));

            freeze(List.of(broker.pid()));
            stopsInTime(service);
        } finally {
            thaw(List.of(broker.pid()));
        }
    }

    private static void stopsInTime(BounceProcess service) {
        long terminatedAt = System.nanoTime();
        service.terminate();
        assertThat(service.awaitEnd(terminatedAt)).isLessThan(STOP);
    }

    private static String connected(BounceProcess service) {
        return service.get("/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'message broker' }.data.connected");
    }

    private RelayFixture relay() {
        return resource.relay();
    }

    private long received(ObjectNode event) {
        return relay().received().stream()
                .filter(mail -> mail.content().contains("Message-ID: <" + Events.id(event) + "."))
                .count();
    }

    private List<Long> database() {
        return Frozen.family(postgres.pid());
    }
}
