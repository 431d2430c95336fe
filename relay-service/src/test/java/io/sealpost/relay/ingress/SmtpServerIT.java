package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own behaviour: its limits, its end, and a spool that fails. */
class SmtpServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] MESSAGE = "From: a@sender.example\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Spool spool;

    @BeforeEach
    void openSpool() {
        spool = Spool.open(folder.resolve("spool"));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        spool.close();
    }

    @Test
    void tellsAnIdleClientThatItShutsDown() throws Exception {
        SmtpServer server = start(Map.of());
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");

            server.stop(new ShutdownEvent());

            assertThat(client.command("NOOP").toString()).startsWith("421 4.3.2 ");
        }
    }

    @Test
    void putsAMessageInItsTraceAndEndsTheSpanOfOneThatIsRefused() throws Exception {
        RecordedTraces traces = new RecordedTraces();
        SmtpServer server = TestServer.start(vertx, spool, TestServer.oneSubmitter(), Map.of(), traces);
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");
            client.mail("a@sender.example");
            client.rcpt("b@bank.example");
            assertThat(client.data(MESSAGE).code()).isEqualTo(250);
            client.mail("a@sender.example");
            client.rcpt("b@bank.example");
            byte[] withNul = "From: a@sender.example\r\n\r\nx\0\r\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(client.data(withNul).code()).isEqualTo(550);
        }

        assertThat(spool.list(Optional.empty(), 2))
                .extracting(SpooledMessage::traceparent)
                .containsExactly(Optional.of("00-%032x-%016x-01".formatted(1, 1)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(traces.ended).containsExactly("submission 1", "submission 2 failed"));
    }

    @Test
    void letsATransactionEndBeforeItShutsDown() throws Exception {
        SmtpServer server = start(Map.of());
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");
            client.mail("a@sender.example");

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(server));
            await().atMost(PATIENCE).until(() -> greeting(server).startsWith("421 4.3.2 "));
            client.rcpt("b@bank.example");
            SmtpReply reply = client.data(MESSAGE);

            assertThat(reply.toString()).startsWith("250 2.0.0 queued as ");
            stopped.get();
        }
    }

    @Test
    void waitsNoLongerThanTheDrainTimeout() throws Exception {
        SmtpServer server = start(Map.of("sealpost.smtp.drain-timeout", "PT0.3S"));
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");
            client.mail("a@sender.example");

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(server));

            assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void tellsAClientTooManyToComeAgain() throws Exception {
        SmtpServer server = start(Map.of("sealpost.smtp.max-connections", "1"));
        try (SmtpClient first = connect(server)) {
            assertThat(greeting(server)).startsWith("421 4.7.0 ");
            assertThat(first.ehlo("x").code()).isEqualTo(250);
        }
        await().atMost(PATIENCE).until(() -> greeting(server).startsWith("220 "));
    }

    @Test
    void takesNoMailWhileTheDiskIsNearlyFull() throws Exception {
        SmtpServer server = start(Map.of("sealpost.spool.min-free", "1000000T"));
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");

            assertThat(client.mail("a@sender.example").toString()).startsWith("452 4.3.1 the disk of this relay");
        }
    }

    @Test
    void takesNoMailWhileTheQueueIsFull() throws Exception {
        SmtpServer server = start(Map.of("sealpost.spool.max-messages", "1"));
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");
            client.mail("a@sender.example");
            client.rcpt("b@bank.example");
            assertThat(client.data(MESSAGE).code()).isEqualTo(250);

            await().atMost(PATIENCE).until(() -> {
                client.command("RSET");
                return client.mail("a@sender.example").toString().startsWith("452 4.3.1 the queue of this relay");
            });
        }
    }

    @Test
    void closesASilentConnection() throws Exception {
        SmtpServer server = start(Map.of("sealpost.smtp.idle-timeout", "PT0.2S"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());

            String heard = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(heard).matches("220 relay.example .*\r\n421 4.4.2 .*\r\n");
        }
    }

    @Test
    void promisesNothingWhenTheSpoolFails() throws Exception {
        SmtpServer server = start(Map.of());
        try (SmtpClient client = connect(server)) {
            client.ehlo("x");
            client.mail("a@sender.example");
            client.rcpt("b@bank.example");
            spool.close();

            assertThat(client.data(MESSAGE).toString()).startsWith("451 4.3.0 ");
        }
    }

    @Test
    void offersNoStartTlsWithoutACertificate() throws Exception {
        SmtpServer server = start(Map.of());
        try (SmtpClient client = connect(server)) {
            assertThat(client.ehlo("x").offers("STARTTLS")).isFalse();
            assertThat(client.command("STARTTLS").toString()).startsWith("502 5.5.1 ");
        }
    }

    @Test
    void saysWhichSettingNamesAPortThatIsTaken() throws Exception {
        int port = start(Map.of()).port();

        assertThatThrownBy(() -> start(Map.of("sealpost.smtp.port", String.valueOf(port))))
                .hasMessageContaining("cannot listen for mail on 127.0.0.1:" + port)
                .hasMessageContaining("sealpost.smtp.port");
    }

    private SmtpServer start(Map<String, String> settings) {
        return TestServer.start(vertx, spool, TestServer.oneSubmitter(), settings);
    }

    private static SmtpClient connect(SmtpServer server) throws IOException {
        return SmtpClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENCE);
    }

    private static String greeting(SmtpServer server) throws IOException {
        try (SmtpClient client = connect(server)) {
            return client.greeting().toString();
        }
    }

    private static void stop(SmtpServer server) {
        try {
            server.stop(new ShutdownEvent());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
