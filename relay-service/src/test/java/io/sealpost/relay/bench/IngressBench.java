package io.sealpost.relay.bench;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.process.Machine;
import io.sealpost.relay.RelayProcess;
import io.sealpost.relay.ruleset.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged relay takes messages of 10 KB from 100 clients and delivers none of them: their destination is paused. What
 * it does beside is part of it, the events to Kafka above all; then the same while Kafka is away. Generator, broker and relay
 * share the machine.
 */
class IngressBench {
    private static final int CLIENTS = Integer.getInteger("bench.clients", 100);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 40_000);
    private static final int SIZE = Integer.getInteger("bench.size", 10 * 1024);
    private static final int KEPT = 100;

    @TempDir
    Path folder;

    private KafkaBroker broker;
    private Topics topics;

    @BeforeEach
    void startBroker() throws Exception {
        broker = KafkaBroker.start(folder.resolve("kafka"), 0);
        topics = new Topics(broker.bootstrapServers());
        topics.registerSender();
    }

    @AfterEach
    void stopBroker() {
        topics.close();
        broker.close();
    }

    @Test
    void takesMail() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d processors, Java %s; %d clients, %d messages of %d octets%n",
                Machine.cpu(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                CLIENTS,
                MESSAGES,
                SIZE);
        try (RelayProcess relay = RelayProcess.startAsInProduction(
                folder.resolve("relay"),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "sealpost.routes.\"*\"", "127.0.0.1:1"))) {
            relay.pause("bank.example");
            // As in a relay that has been up for a while: half of the time goes to the compiler at first.
            new SameMessage(relay.smtp(), CLIENTS, MESSAGES, SIZE, KEPT).run();
            new SameMessage(relay.smtp(), CLIENTS, MESSAGES, SIZE, 1).run();
            measure(relay, "a connection each", 1);
            measure(relay, "kept connections", KEPT);
            broker.close();
            System.out.println("into the spool alone, where the events wait for a broker:");
            measure(relay, "a connection each", 1);
            measure(relay, "kept connections", KEPT);
        }
    }

    private static void measure(RelayProcess relay, String name, int perConnection) throws Exception {
        Duration before = Machine.cpuTime(relay.pid());
        SameMessage.Result result = new SameMessage(relay.smtp(), CLIENTS, MESSAGES, SIZE, perConnection).run();
        Duration used = Machine.cpuTime(relay.pid()).minus(before);
        System.out.printf(
                Locale.ROOT,
                "%-18s %6.0f messages/s, final reply p50 %.1f ms, p99 %.1f ms, relay CPU %.2f ms a message, RSS %d MB%n",
                name,
                result.perSecond(),
                result.percentile(0.5),
                result.percentile(0.99),
                used.toNanos() / 1e6 / MESSAGES,
                Machine.residentMegabytes(relay.pid()));
    }
}
