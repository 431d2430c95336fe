package io.sealpost.platform.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailSinkTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String MESSAGE = ".dot: first\r\nSubject: x\r\n\r\n.\r\n..two\r\n" + "a\r\n".repeat(20_000);

    private final CertificateAuthority authority = CertificateAuthority.create("Partners");
    private final Heard heard = new Heard();
    private final MailSink sink = MailSink.start(authority.issue("sink.example").serverContext(), Duration.ZERO, heard);

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void takesMessageAfterMessageUnderTlsOctetByOctet() throws IOException {
        try (SmtpClient client = secured(authority.clientContext())) {
            assertThat(submit(client)).isEqualTo(250);
            assertThat(submit(client)).isEqualTo(250);
            client.quit();
        }
        String delivered = "received [bob@bank.example] " + MESSAGE;
        await().atMost(TIMEOUT).until(() -> heard.events.contains("disconnected"));
        assertThat(heard.events).containsExactly("connected", "full", delivered, delivered, "disconnected");
    }

    @Test
    void hearsWhatWasSaidBeforeTheFinalReply() throws IOException {
        Duration latency = Duration.ofMillis(50);
        try (MailSink late = MailSink.start(authority.issue("sink.example").serverContext(), latency, heard);
                SmtpClient client = secured(authority.clientContext(), late)) {
            client.mail("a@sender.example");
            client.rcpt("bob@bank.example");
            client.command("DATA");

            assertThat(client.command("x\r\n.\r\nQUIT").code()).isEqualTo(250);
            await().atMost(TIMEOUT).until(() -> heard.events.contains("disconnected"));
        }
    }

    @Test
    void tellsAResumedSessionFromAFullHandshake() throws IOException {
        SSLContext client = authority.clientContext();
        for (int connection = 0; connection < 2; connection++) {
            try (SmtpClient secured = secured(client)) {
                submit(secured);
                secured.quit();
            }
        }
        assertThat(heard.events).containsOnlyOnce("full").containsOnlyOnce("resumed");
    }

    @Test
    void takesNothingInClear() throws IOException {
        try (SmtpClient client = SmtpClient.connect(sink.address(), TIMEOUT)) {
            client.ehlo("client.example");
            assertThat(client.mail("a@sender.example").code()).isEqualTo(530);
            client.rcpt("bob@bank.example");
            assertThat(client.data("x\r\n".getBytes(ISO_8859_1)).code()).isEqualTo(503);
        }
    }

    private SmtpClient secured(SSLContext context) throws IOException {
        return secured(context, sink);
    }

    private static SmtpClient secured(SSLContext context, MailSink sink) throws IOException {
        SmtpClient client = SmtpClient.connect(sink.address(), TIMEOUT);
        client.ehlo("client.example");
        client.startTls(context, "sink.example");
        client.ehlo("client.example");
        return client;
    }

    private static int submit(SmtpClient client) throws IOException {
        client.mail("a@sender.example");
        client.rcpt("bob@bank.example");
        return client.data(MESSAGE.getBytes(ISO_8859_1)).code();
    }

    private static final class Heard implements MailSink.Receiver {
        private final Queue<String> events = new ConcurrentLinkedQueue<>();

        @Override
        public void connected() {
            events.add("connected");
        }

        @Override
        public void secured(boolean resumed) {
            events.add(resumed ? "resumed" : "full");
        }

        @Override
        public void received(List<String> recipients, byte[] message) {
            events.add("received " + recipients + " " + new String(message, ISO_8859_1));
        }

        @Override
        public void disconnected() {
            events.add("disconnected");
        }
    }
}
