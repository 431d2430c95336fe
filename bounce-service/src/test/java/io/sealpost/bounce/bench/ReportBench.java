package io.sealpost.bounce.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.bounce.process.BounceProcess;
import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.postgres.PostgresServer;
import io.sealpost.platform.process.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service reports as many events as wait for it, each to another sender, to one relay over TLS: from the
 * record on the topic to the relay's 250. Generator, broker, database and the relay's server share the machine.
 */
class ReportBench {
    private static final int REPORTS = Integer.getInteger("bench.reports", 5_000);

    @TempDir
    Path folder;

    @Test
    void reports() throws Exception {
        RelayResource relay = new RelayResource();
        Map<String, String> settings = new HashMap<>(relay.start());
        settings.remove("sealpost.sender.sweep");
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
                PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), 0);
                ReportsDueTopic topic = new ReportsDueTopic(broker.bootstrapServers()).create()) {
            postgres.createDatabase("bounce");
            settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl("bounce"));
            settings.put("quarkus.datasource.username", postgres.user());
            settings.put("quarkus.datasource.password", postgres.password());
            settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
            try (BounceProcess service =
                    BounceProcess.asInProduction(folder, settings).ready()) {
                System.out.printf(
                        Locale.ROOT,
                        "%n%s, %d processors, Java %s; %d reports%n",
                        Machine.cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        REPORTS);
                measure("cold", service, topic, relay);
                measure("warm", service, topic, relay);
                measure("warmer", service, topic, relay);
            }
        } finally {
            relay.stop();
        }
    }

    private static void measure(String name, BounceProcess service, ReportsDueTopic topic, RelayResource relay)
            throws IOException {
        int before = relay.relay().received().size();
        Duration cpuBefore = Machine.cpuTime(service.pid());
        long start = System.nanoTime();
        for (int index = 0; index < REPORTS; index++) {
            ObjectNode event = Events.like("tls-failure");
            ((ObjectNode) event.get("envelope")).put("reversePath", name + index + "@sender.example");
            topic.sendLater(event);
        }
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> relay.relay().transactions() >= before + REPORTS
                        && relay.relay().received().size() >= before + REPORTS);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-6s %5.0f reports/s, CPU %.2f ms a report, RSS %d MB%n",
                name,
                REPORTS / seconds,
                Machine.cpuTime(service.pid()).minus(cpuBefore).toNanos() / 1e6 / REPORTS,
                Machine.residentMegabytes(service.pid()));
    }
}
