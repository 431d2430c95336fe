package io.sealpost.bounce.process;

import static io.sealpost.bounce.process.Frozen.freeze;
import static io.sealpost.bounce.process.Frozen.thaw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.fixture.Events;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker, the database or the relay does not answer: nothing is lost, and no sender is told twice. */
@ExtendWith(Surroundings.Shared.class)
class OutagesIT {

    private static final Duration STOP = Duration.ofSeconds(40);

    private final Surroundings around;

    OutagesIT(Surroundings around) {
        this.around = around;
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
        try (BounceProcess service = around.service(Map.of()).ready()) {
            ObjectNode before = Events.like("tls-failure");
            around.topic().send(0, before);
            service.awaitStatus(before, "submitted");
            freeze(around.database());
            RecordMetadata held = around.topic().send(0, during);
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
            assertThat(around.topic().isAcknowledged(held)).isFalse();
            assertThat(service.logged("WARN", "the topic waits")).hasSize(1);
            stopsInTime(service);
            return held;
        } finally {
            thaw(around.database());
        }
    }

    private void takesUpWhatWasHeldAndGivesBackAtItsStopWhatARelayDoesNotAnswer(
            ObjectNode held, RecordMetadata record, ObjectNode unanswered) {
        try (BounceProcess service = around.service(Map.of()).ready()) {
            service.awaitStatus(held, "submitted");
            await().atMost(BounceProcess.PATIENCE).until(() -> around.topic().isAcknowledged(record));
            assertThat(received(held)).isEqualTo(1);

            around.relay().hangNext();
            around.topic().send(0, unanswered);
            await().atMost(BounceProcess.PATIENCE).until(() -> around.relay().hanging());
            stopsInTime(service);
        } finally {
            around.relay().letGo();
        }
    }

    private void startsWithoutTheBrokerSendsWhatIsStoredAndTakesUpTheTopicWhenItIsBack(ObjectNode stored) {
        freeze(around.broker());
        try (BounceProcess service = around.service(Map.of()).ready()) {
            assertThat(connected(service)).isEqualTo("false");
            service.awaitStatus(stored, "submitted");
            assertThat(service.get("/v1/reports/" + Events.id(stored) + ".full")
                            .jsonPath()
                            .getInt("attempts"))
                    .as("claimed again long before its lease of two minutes was over")
                    .isEqualTo(2);
            assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.readiness()).isEqualTo(200);

            thaw(around.broker());
            ObjectNode after = Events.like("tls-failure");
            around.topic().send(0, after);
            service.awaitStatus(after, "submitted");
            await().atMost(BounceProcess.PATIENCE)
                    .until(() -> connected(service).equals("true"));

            freeze(around.broker());
            stopsInTime(service);
        } finally {
            thaw(around.broker());
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

    private long received(ObjectNode event) {
        return around.relay().received().stream()
                .filter(mail -> mail.content().contains("Message-ID: <" + Events.id(event) + "."))
                .count();
    }
}
