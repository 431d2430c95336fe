package io.sealpost.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.net.FreePort;
import io.sealpost.relay.ruleset.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay while Kafka or its topic is away: what clients hear, what operators see, and that it heals. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String MESSAGE = "From: ann@sender.example\r\n\r\nx\r\n";

    @TempDir
    Path folder;

    private final int brokerPort = FreePort.of(0);
    private KafkaBroker broker;

    @AfterEach
    void stopBroker() {
        if (broker != null) {
            broker.kill();
        }
    }

    @Test
    void defersMailWithoutKafkaAndTakesItOnceKafkaIsThere() throws Exception {
        try (RelayProcess relay = start(NOWHERE)) {
            await().atMost(PATIENCE)
                    .until(() -> relay.detail("rulesets", "reading").equals("KAFKA_AWAY"));
            assertThat(relay.isReady()).isFalse();
            assertThat(relay.detail("rulesets", "source")).isEqualTo("none");
            assertThat(mail(relay)).startsWith("451 4.3.2 ");
            assertThat(relay.log()).containsOnlyOnce("Kafka is away; trying again rulesKnown=false");

            startBroker();

            await().atMost(PATIENCE).until(relay::isReady);
            await().atMost(PATIENCE)
                    .until(() -> relay.detail("rulesets", "reading").equals("FOLLOWING"));
            assertThat(mail(relay)).startsWith("250 ");
            assertThat(relay.metrics()).contains("sealpost_rulesets_following 1.0");
        }
    }

    @Test
    void takesAndDeliversMailByItsSavedCopy() throws Exception {
        startBroker();
        try (RelayProcess before = start(NOWHERE)) {
            await().atMost(PATIENCE).until(before::isReady);
            assertThat(mail(before)).startsWith("250 ");
            await().atMost(PATIENCE).until(() -> before.logged("rulesets read"));
            before.terminate();
            before.awaitExit(PATIENCE);
        }
        broker.kill();

        try (PartnerServer partner = PartnerServer.named("mx.bank.example").start();
                RelayProcess relay = start("127.0.0.1:" + partner.port())) {
            await().atMost(PATIENCE).until(relay::isReady);
            assertThat(relay.detail("rulesets", "source")).isEqualTo("saved copy");
            assertThat(mail(relay)).startsWith("250 ");
            await().atMost(PATIENCE).until(() -> partner.received().size() == 1);
            assertThat(relay.log()).containsOnlyOnce("the saved copy of the rulesets serves");
            assertThat(relay.metrics()).contains("sealpost_rulesets_saved_copy 1.0");
            assertThat(relay.metrics()).doesNotContain("sealpost_outbox_waiting 0.0");
        }
    }

    @Test
    void defersMailWhileTheTopicIsGoneAndHealsWithANewOne() throws Exception {
        startBroker();
        try (Topics topics = new Topics(broker.bootstrapServers());
                RelayProcess relay = start(NOWHERE)) {
            await().atMost(PATIENCE).until(relay::isReady);

            topics.deleteRulesets();

            await().atMost(PATIENCE).until(() -> !relay.isReady());
            assertThat(mail(relay)).startsWith("451 4.3.2 ");
            assertThat(relay.detail("rulesets", "detail")).isEqualTo("there is no topic sealpost.rulesets");
            assertThat(relay.metrics()).contains("sealpost_rulesets_topic_missing 1.0");
            topics.registerSender();
            await().atMost(PATIENCE).until(relay::isReady);
            assertThat(mail(relay)).startsWith("250 ");
            assertThat(relay.metrics()).contains("sealpost_rulesets_topic_missing 0.0");
            assertThat(relay.log().lines().filter(line -> line.contains(") there is no topic sealpost.rulesets: ")))
                    .singleElement()
                    .asString()
                    .contains("ERROR");
        }
    }

    private void startBroker() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"), brokerPort);
        try (Topics topics = new Topics(broker.bootstrapServers())) {
            topics.registerSender();
        }
    }

    private RelayProcess start(String route) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + brokerPort);
        settings.put("sealpost.routes.\"*\"", route);
        return RelayProcess.start(folder.resolve("relay"), settings);
    }

    /** The reply to MAIL if it is refused, else to the message. */
    private static String mail(RelayProcess relay) throws IOException {
        try (RawClient client = new RawClient(relay.smtp())) {
            client.say("EHLO mail.sender.example");
            String reply = client.say("MAIL FROM:<ann@sender.example>");
            if (!reply.startsWith("250 ")) {
                return reply;
            }
            client.say("RSET");
            return client.message(MESSAGE);
        }
    }
}
