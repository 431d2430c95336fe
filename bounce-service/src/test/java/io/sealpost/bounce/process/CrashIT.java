package io.sealpost.bounce.process;

import static io.sealpost.bounce.process.Frozen.freeze;
import static io.sealpost.bounce.process.Frozen.thaw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayResource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service is killed between every two of its steps: read, stored, claimed, taken by the relay, written down. Nothing is
 * acknowledged but at a rebalance, so that whoever comes after a kill reads all events again.
 */
@ExtendWith(Surroundings.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "sealpost.sender.concurrency", "1",
            "mp.messaging.incoming.reports-due.auto.commit.interval.ms", "600000",
            "mp.messaging.incoming.reports-due.session.timeout.ms", "6000",
            "mp.messaging.incoming.reports-due.heartbeat.interval.ms", "1000");

    private final Surroundings around;
    private final RelayResource other = new RelayResource();

    private final ObjectNode read = Events.like("tls-failure");
    private final ObjectNode stored = Events.like("tls-failure");
    private final ObjectNode claimed = Events.like("tls-failure");
    private final ObjectNode taken = Events.like("tls-failure");
    private final ObjectNode after = Events.like("tls-failure");
    private final ObjectNode afterElsewhere = Events.like("tls-failure");

    CrashIT(Surroundings around) {
        this.around = around;
    }

    @AfterAll
    void end() {
        other.stop();
    }

    /** Four lives of the service, for each start takes long; what one leaves undone, the next does. */
    @Test
    void tellsEachSenderOnceWhereverItIsKilled() {
        killedBetweenReadingAndStoring();
        killedBetweenStoringAndClaimingAndBetweenClaimingAndTheRelaysWord();
        killedBetweenTheRelaysWordAndWritingItDownWhileAnotherInstanceRuns();

        assertThat(Stream.of(read, stored, claimed, after, afterElsewhere).map(this::received))
                .containsOnly(1L);
        assertThat(received(taken))
                .as("the one repeat that is allowed, under the same Message-ID")
                .isEqualTo(2);
    }

    private void killedBetweenReadingAndStoring() {
        try (BounceProcess service = around.service(SETTINGS).ready()) {
            freeze(around.database());
            RecordMetadata record = around.topic().send(1, read);
            await().atMost(BounceProcess.PATIENCE)
                    .until(() -> service.get("/q/metrics").asString().contains("sealpost_reports_held 1.0"));
            service.kill();
            assertThat(around.topic().isAcknowledged(record)).isFalse();
        } finally {
            thaw(around.database());
        }
        assertThat(received(read)).isZero();
    }

    /** One report at a time is sent: while one hangs at the relay, the next is stored and nobody's. */
    private void killedBetweenStoringAndClaimingAndBetweenClaimingAndTheRelaysWord() {
        try (BounceProcess service = around.service(SETTINGS).ready()) {
            service.awaitStatus(read, "submitted");
            around.relay().hangNext();
            around.topic().send(0, claimed);
            await().atMost(BounceProcess.PATIENCE).until(() -> around.relay().hanging());
            RecordMetadata record = around.topic().send(0, stored);
            service.awaitStatus(stored, "received");
            service.kill();
            assertThat(around.topic().isAcknowledged(record)).isFalse();
        } finally {
            around.relay().letGo();
        }
        assertThat(received(claimed)).isZero();
        assertThat(received(stored)).isZero();
        around.endLeases();
    }

    /** Each of two instances has a partition and a relay of its own; the relays show who claimed. */
    private void killedBetweenTheRelaysWordAndWritingItDownWhileAnotherInstanceRuns() {
        Map<String, String> others = new HashMap<>(SETTINGS);
        others.putAll(other.start());
        try (BounceProcess first = around.service(SETTINGS);
                BounceProcess second = around.service(others)) {
            first.ready().awaitStatus(claimed, "submitted");
            second.ready().awaitStatus(stored, "submitted");
            AtomicBoolean frozen = new AtomicBoolean();
            Stream.of(around.relay(), other.relay()).forEach(relay -> relay.afterNext(() -> freezeOnce(frozen)));
            around.topic().send(0, taken);
            await().atMost(BounceProcess.PATIENCE).until(() -> received(taken) == 1 && frozen.get());
            boolean byFirst = received(around.relay(), taken) == 1;
            (byFirst ? first : second).kill();
            thaw(around.database());
            around.endLeases();
            theOtherTakesAllOver(byFirst ? second : first);
        } finally {
            thaw(around.database());
        }
    }

    private void theOtherTakesAllOver(BounceProcess survivor) {
        survivor.awaitStatus(taken, "submitted");
        around.topic().send(0, after);
        around.topic().send(1, afterElsewhere);
        survivor.awaitStatus(after, "submitted");
        survivor.awaitStatus(afterElsewhere, "submitted");
    }

    private void freezeOnce(AtomicBoolean frozen) {
        if (frozen.compareAndSet(false, true)) {
            freeze(around.database());
        }
    }

    private long received(ObjectNode event) {
        return received(around.relay(), event) + received(other.relay(), event);
    }

    private static long received(RelayFixture relay, ObjectNode event) {
        String field = "Message-ID: " + Events.messageId(event, "full") + "\r\n";
        return relay.received().stream()
                .filter(mail -> mail.content().contains(field))
                .count();
    }
}
