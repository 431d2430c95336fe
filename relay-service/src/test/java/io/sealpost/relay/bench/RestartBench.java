package io.sealpost.relay.bench;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.process.Machine;
import io.sealpost.relay.RelayProcess;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.ruleset.Topics;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the packaged relay takes to be ready, with an empty queue and with a long one. Nothing of it can be delivered. */
class RestartBench {
    private static final int MESSAGES = Integer.getInteger("bench.queued", 100_000);
    private static final int SIZE = Integer.getInteger("bench.size", 10 * 1024);
    private static final int AT_ONCE = 1_000;

    @TempDir
    Path folder;

    @Test
    void startsWithAFullQueue() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
                Topics topics = new Topics(broker.bootstrapServers())) {
            topics.registerSender();
            measure(broker, "empty", 0);
            fill();
            for (int start = 1; start <= 3; start++) {
                measure(broker, "start " + start, MESSAGES);
            }
        }
    }

    private void measure(KafkaBroker broker, String name, int messages) throws Exception {
        Instant begun = Instant.now();
        try (RelayProcess relay = RelayProcess.startAsInProduction(
                folder.resolve("relay"),
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "sealpost.routes.\"*\"", "127.0.0.1:1"))) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %,d messages of %,d octets: listens after %.1f s, CPU %.1f s, RSS %d MB%n",
                    name,
                    messages,
                    SIZE,
                    Duration.between(begun, Instant.now()).toMillis() / 1e3,
                    Machine.cpuTime(relay.pid()).toMillis() / 1e3,
                    Machine.residentMegabytes(relay.pid()));
        }
    }

    private void fill() {
        try (Spool spool = Spool.open(folder.resolve("relay").resolve("spool"))) {
            byte[] octets = new byte[SIZE];
            List<CompletableFuture<Void>> group = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                SpooledMessage message = message(i);
                BodyWriter body = spool.newBody(message.id());
                group.add(body.write(octets)
                        .thenCompose(written -> spool.accept(message, body, List.of()))
                        .toCompletableFuture());
                if (group.size() == AT_ONCE) {
                    CompletableFuture.allOf(group.toArray(CompletableFuture<?>[]::new))
                            .join();
                    group.clear();
                }
            }
            CompletableFuture.allOf(group.toArray(CompletableFuture<?>[]::new)).join();
        }
    }

    private static SpooledMessage message(int number) {
        Instant now = Instant.now();
        QueueId id = Ids.next(now);
        return new SpooledMessage(
                id,
                now,
                ReversePath.parse("alice@sender.example"),
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.empty(),
                Optional.of("<" + number + "@sender.example>"),
                false,
                false,
                SIZE,
                now,
                List.of(SpooledRecipient.accepted(
                        Address.parse("bob@bank" + number % 100 + ".example"), RecipientDsn.NONE, Decision.NONE)));
    }
}
