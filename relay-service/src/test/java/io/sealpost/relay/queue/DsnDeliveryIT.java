package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender asks of reports (RFC 3461), from the spool to the wire and to events. */
class DsnDeliveryIT {
    @TempDir
    Path temp;

    private final Vertx vertx = Vertx.vertx();
    private Spool spool;

    @BeforeEach
    void open() {
        spool = Spool.open(temp.resolve("spool"));
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        spool.close();
    }

    @Test
    void passesOnWhatIsAskedAndTellsNothingItself() throws Exception {
        List<String> heard = deliver("DSN");

        assertThat(heard)
                .contains(
                        "MAIL FROM:<alice@sender.example> RET=HDRS ENVID=order+207",
                        "RCPT TO:<bob@bank.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;bobby@bank.example",
                        "RCPT TO:<carol@bank.example>");
        assertThat(reports()).isEmpty();
    }

    @Test
    void tellsTheSenderWhereTheServerWillNot() throws Exception {
        List<String> heard = deliver("8BITMIME");

        assertThat(heard).contains("RCPT TO:<bob@bank.example>");
        assertThat(reports()).singleElement().asString().contains("\"relayed\"", "bobby@bank.example", "order 7");
    }

    private List<String> deliver(String extension) throws Exception {
        try (Server server = new Server(extension)) {
            DeliveryQueue queue = Samples.queue(
                    vertx,
                    spool,
                    Map.of(BOB.domain(), new HostPort("localhost", server.port())),
                    Samples::rules,
                    Settings.of(10, 10));
            queue.start();
            Samples.accept(spool, asking());
            await().until(() -> spool.list(Optional.empty(), 1).isEmpty());
            queue.stop(Duration.ofSeconds(5));
            return server.heard;
        }
    }

    private static SpooledMessage asking() {
        RecipientDsn asked = new RecipientDsn(
                Optional.of(Notify.parse("SUCCESS,FAILURE")),
                Optional.of(OriginalRecipient.parse("rfc822;bobby@bank.example")));
        SpooledMessage plain = Samples.message(
                Instant.now(),
                SpooledRecipient.accepted(BOB, asked, Decision.NONE),
                Samples.to(Address.parse("carol@bank.example"), Decision.NONE));
        return new SpooledMessage(
                plain.id(),
                plain.acceptedAt(),
                plain.reversePath(),
                new MessageDsn(Optional.of(ReturnContent.HDRS), Optional.of(new EnvelopeId("order 7"))),
                plain.domains(),
                MessageFacts.NONE,
                plain.report(),
                plain.messageId(),
                plain.eightBit(),
                plain.smtpUtf8(),
                plain.size(),
                plain.nextAttemptAt(),
                plain.recipients());
    }

    private List<String> reports() {
        return spool.outbox().after(0, 100, Long.MAX_VALUE).stream()
                .map(entry -> entry.event())
                .filter(event -> event.topic().equals("sealpost.reports-due"))
                .map(event -> event.value())
                .toList();
    }

    /** Takes everything, one connection after the other, and offers one extension. */
    private static final class Server implements Closeable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final String extension;

        Server(String extension) throws IOException {
            this.extension = extension;
            Thread thread = new Thread(this::serve, "dsn-server");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    talk(client);
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }

        private void talk(Socket client) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            say(client, "220 mx.bank.example");
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (inData) {
                    inData = !line.equals(".");
                    say(client, inData ? "" : "250 ok");
                    continue;
                }
                heard.add(line);
                inData = line.equals("DATA");
                say(client, line.startsWith("EHLO") ? "250-mx\r\n250 " + extension : inData ? "354 go" : "250 ok");
            }
        }

        private static void say(Socket client, String line) throws IOException {
            if (!line.isEmpty()) {
                client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
