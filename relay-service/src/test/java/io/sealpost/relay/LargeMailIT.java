package io.sealpost.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.relay.bench.HttpLoad;
import io.sealpost.relay.bench.SameMessage;
import io.sealpost.relay.ruleset.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients send large messages at once to a packaged relay whose heap could not hold them: 20 of 20 MB to one of 192 MB
 * over SMTP, and then 12 over HTTP. {@code -Dlarge.clients=200 -Dlarge.megabytes=50} is the whole of the promise; it takes 12 GB of disk.
 */
class LargeMailIT {
    private static final int CLIENTS = Integer.getInteger("large.clients", 20);
    private static final int APPLICATIONS = 12;

    private static final int SIZE = Integer.getInteger("large.megabytes", 20) * 1024 * 1024 - 1024;

    @TempDir
    Path folder;

    @Test
    void streamsIntoTheSpoolInBoundedMemory() throws Exception {
        String login = RelayResource.REPORTER + ":" + RelayResource.SECRET;
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
                Topics topics = new Topics(broker.bootstrapServers())) {
            topics.registerSender();
            try (RelayProcess relay = RelayProcess.start(
                    folder.resolve("relay"),
                    Map.of(
                            "kafka.bootstrap.servers",
                            broker.bootstrapServers(),
                            "sealpost.routes.\"*\"",
                            "127.0.0.1:1",
                            "sealpost.reporter.credential-file",
                            Files.writeString(folder.resolve("reporter"), login).toString(),
                            "sealpost.spool.min-free",
                            "1M"))) {
                relay.pause("bank.example");

                new SameMessage(relay.smtp(), CLIENTS, CLIENTS, SIZE, 1).run();
                List<Integer> answers = new HttpLoad(relay.http(), APPLICATIONS, SIZE, login).run();

                assertThat(answers).hasSize(APPLICATIONS).containsOnly(202);
                assertThat(relay.queue()).hasSize(Math.min(CLIENTS + APPLICATIONS, 100));
                assertThat(relay.log()).doesNotContain("OutOfMemoryError");
            }
        }
    }
}
