package io.sealpost.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.relay.ruleset.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SIGTERM does to the packaged relay: it ends within its limit, and nothing that was acknowledged is lost. */
class StopIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(1);
    /** As docs/configuration.md says. */
    private static final Duration LIMIT = DRAIN.plus(STOP).plusSeconds(20);

    private static final int SIGTERM_EXIT = 143;
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String HALF = "From: ann@sender.example\r\nSubject: x\r\n\r\nhalf of it\r\n";

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static KafkaBroker broker;
    private static Topics topics;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(brokerFolder, 0);
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        topics.close();
        broker.close();
    }

    @BeforeEach
    void registerTheSender() throws Exception {
        topics.deleteAll();
        topics.registerSender();
    }

    @AfterEach
    void bringTheBrokerBack() {
        if (!broker.isRunning()) {
            broker.restart();
        }
    }

    @Test
    void letsAMessageInItsDataEndAndKeepsItOverTheStop() throws Exception {
        try (RelayProcess relay = start(NOWHERE);
                RawClient idle = new RawClient(relay.smtp());
                RawClient sending = new RawClient(relay.smtp())) {
            idle.say("EHLO idle.sender.example");
            sending.beginMessage();
            sending.send(HALF);

            relay.terminate();

            assertThat(idle.hear()).startsWith("421 4.3.2 ");
            await().atMost(PATIENCE).until(() -> !relay.answersHttp());
            assertThat(greeting(relay)).startsWith("421 4.3.2 ");
            String reply = sending.say("and the other half\r\n.");
            assertThat(reply).startsWith("250 2.0.0 queued as ");
            assertThat(sending.hear()).startsWith("421 4.3.2 ");
            assertThat(relay.awaitExit(LIMIT)).isEqualTo(SIGTERM_EXIT);
            assertThat(relay.log()).contains("the relay stays registered").doesNotContain("has retired");

            try (RelayProcess again = start(NOWHERE)) {
                assertThat(again.queue()).containsExactly(reply.substring(reply.lastIndexOf(' ') + 1));
            }
        }
    }

    @Test
    void cutsAClientThatStallsAndPromisesItNothing() throws Exception {
        try (RelayProcess relay = start(NOWHERE);
                RawClient stalled = new RawClient(relay.smtp())) {
            stalled.beginMessage();
            stalled.send(HALF);
            Instant asked = Instant.now();

            relay.terminate();

            assertThat(stalled.rest()).matches("421 4\\.3\\.2 [^\r\n]*\r\n");
            assertThat(Duration.between(asked, Instant.now())).isBetween(DRAIN, DRAIN.plusSeconds(2));
            assertThat(relay.awaitExit(LIMIT)).isEqualTo(SIGTERM_EXIT);

            try (RelayProcess again = start(NOWHERE)) {
                assertThat(again.queue()).isEmpty();
            }
        }
    }

    @Test
    void publishesItsLastEventsAndSaysGoodbyeWithNothingLeft() throws Exception {
        try (PartnerServer partner = PartnerServer.named("mx.bank.example").start();
                RelayProcess relay = start("127.0.0.1:" + partner.port());
                RawClient sending = new RawClient(relay.smtp())) {
            sending.beginMessage();
            sending.send(HALF);

            relay.terminate();
            await().atMost(PATIENCE).until(() -> greeting(relay).startsWith("421 "));
            assertThat(sending.say("and the other half\r\n.")).startsWith("250 ");

            assertThat(relay.awaitExit(LIMIT)).isEqualTo(SIGTERM_EXIT);
            assertThat(partner.received()).hasSize(1);
            assertThat(relay.log()).contains("the relay has retired");
            assertThat(topics.lastStatus()).contains("\"state\":\"retired\"");
            assertThat(topics.values("sealpost.deliveries"))
                    .anySatisfy(event -> assertThat(event).contains("\"type\":\"accepted\""))
                    .anySatisfy(event -> assertThat(event).contains("\"type\":\"delivered\""));
        }
    }

    @Test
    void takesNoMoreMailWhenDrainedAndSaysWhatIsLeftAndGoodbye() throws Exception {
        try (PartnerServer partner = PartnerServer.named("mx.bank.example").start();
                RelayProcess relay = start("127.0.0.1:" + partner.port());
                RawClient idle = new RawClient(relay.smtp());
                RawClient sending = new RawClient(relay.smtp())) {
            relay.pause("bank.example");
            idle.say("EHLO idle.sender.example");
            sending.beginMessage();
            sending.send(HALF);

            assertThat(relay.drain().getString("state")).isEqualTo("DRAINING");

            assertThat(idle.hear()).startsWith("421 4.3.2 ");
            assertThat(greeting(relay)).startsWith("421 4.3.2 ");
            assertThat(relay.submissionStatus()).isEqualTo(503);
            assertThat(relay.isReady()).isFalse();
            assertThat(sending.say("and the other half\r\n.")).startsWith("250 ");
            assertThat(sending.hear()).startsWith("421 4.3.2 ");
            assertThat(relay.drain().getInt("left.messages")).isEqualTo(1);

            relay.resume("bank.example");
            await().atMost(PATIENCE)
                    .until(() -> relay.drain().getString("state").equals("DRAINED"));
            assertThat(partner.received()).hasSize(1);
            relay.terminate();
            assertThat(relay.awaitExit(LIMIT)).isEqualTo(SIGTERM_EXIT);
            assertThat(topics.lastStatus()).contains("\"state\":\"retired\"");
        }
    }

    @Test
    void endsInItsLimitWhileKafkaIsAwayAndStaysRegistered() throws Exception {
        try (RelayProcess relay = start(NOWHERE)) {
            broker.kill();

            relay.terminate();

            assertThat(relay.awaitExit(LIMIT)).isEqualTo(SIGTERM_EXIT);
            assertThat(relay.log()).doesNotContain("has retired");
        }
    }

    private RelayProcess start(String route) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "sealpost.smtp.drain-timeout", DRAIN.toString(),
                "sealpost.queue.stop-timeout", STOP.toString()));
        settings.put("sealpost.routes.\"*\"", route);
        RelayProcess relay = RelayProcess.start(folder, settings);
        await().atMost(PATIENCE).until(relay::isReady);
        return relay;
    }

    private static String greeting(RelayProcess relay) throws IOException {
        try (RawClient client = new RawClient(relay.smtp())) {
            return client.greeting();
        }
    }
}
