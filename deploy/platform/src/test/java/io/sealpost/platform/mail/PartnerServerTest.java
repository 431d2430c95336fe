package io.sealpost.platform.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.platform.net.RecordedConnection;
import io.sealpost.platform.net.TcpRecorder;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class PartnerServerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Has what is easily altered: a first line with a dot, 8-bit bytes, a lone dot, white space at the end of a line. */
    private static final String MESSAGE =
            ".dot: first\r\nSubject: gr\u00fc\u00dfe \r\n\r\n.\r\n..two\r\n\u00ff\u0080\u0000 \t\r\n\r\n";

    private final CertificateAuthority authority = CertificateAuthority.create("Partners");

    @Test
    void keepsTheExactBytesAndTheTlsSession() throws IOException {
        try (PartnerServer bank = bank();
                SmtpClient client = SmtpClient.connect(bank.address(), TIMEOUT)) {
            client.ehlo("client.example");
            client.startTls(authority.clientContext(), "mx.bank.example");

            SmtpReply reply = submit(client, "a@sender.example", List.of("bob@bank.example", "eve@bank.example"));

            assertThat(reply.code()).isEqualTo(250);
            ReceivedMail mail = bank.received().get(0);
            assertThat(mail.content()).isEqualTo(MESSAGE);
            assertThat(mail.sender()).isEqualTo("a@sender.example");
            assertThat(mail.recipients()).containsExactly("bob@bank.example", "eve@bank.example");
            assertThat(mail.tls())
                    .hasValueSatisfying(tls -> assertThat(tls.protocol()).isEqualTo("TLSv1.3"));
        }
    }

    @Test
    void takesMailInClearAndFromTheNullPath() throws IOException {
        try (PartnerServer bank = bank();
                SmtpClient client = SmtpClient.connect(bank.address(), TIMEOUT)) {
            client.ehlo("client.example");

            submit(client, "", List.of("bob@bank.example"));

            assertThat(bank.received()).singleElement().satisfies(mail -> {
                assertThat(mail.sender()).isEmpty();
                assertThat(mail.tls()).isEmpty();
            });
        }
    }

    @Test
    void offersStartTlsOnlyWithACertificate() throws IOException {
        try (PartnerServer bank = bank();
                PartnerServer partner =
                        PartnerServer.named("mx.partner.example").start();
                SmtpClient toBank = SmtpClient.connect(bank.address(), TIMEOUT);
                SmtpClient toPartner = SmtpClient.connect(partner.address(), TIMEOUT)) {
            assertThat(toBank.ehlo("client.example").offers("STARTTLS")).isTrue();
            assertThat(toPartner.ehlo("client.example").offers("STARTTLS")).isFalse();
            assertThat(toPartner.command("STARTTLS").isPositive()).isFalse();
        }
    }

    @Test
    void refusesTheRecipientsItWasToldTo() throws IOException {
        try (PartnerServer partner = PartnerServer.named("mx.partner.example")
                        .refusing("nobody@partner.example")
                        .start();
                SmtpClient client = SmtpClient.connect(partner.address(), TIMEOUT)) {
            client.ehlo("client.example");
            client.mail("a@sender.example");

            assertThat(client.rcpt("Nobody@partner.example").toString()).startsWith("550 5.1.1 ");
            assertThat(client.rcpt("somebody@partner.example").code()).isEqualTo(250);
        }
    }

    @Test
    void clientRefusesACertificateForAnotherName() throws IOException {
        try (PartnerServer bank = bank();
                SmtpClient client = SmtpClient.connect(bank.address(), TIMEOUT)) {
            client.ehlo("client.example");

            assertThatThrownBy(() -> client.startTls(authority.clientContext(), "mx.other.example"))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void recorderKeepsBothSidesOfEachConnection() throws IOException {
        try (PartnerServer partner = PartnerServer.named("mx.partner.example").start();
                TcpRecorder recorder = TcpRecorder.before(partner.address(), 0)) {
            try (SmtpClient first = SmtpClient.connect(recorder.address(), TIMEOUT);
                    SmtpClient second = SmtpClient.connect(recorder.address(), TIMEOUT)) {
                first.ehlo("one.example");
                first.quit();
                second.command("NOOP");
            }

            List<RecordedConnection> connections = recorder.connections();
            assertThat(connections)
                    .extracting(RecordedConnection::client)
                    .containsExactly("EHLO one.example\r\nQUIT\r\n", "NOOP\r\n");
            assertThat(connections.get(0).server())
                    .startsWith("220 mx.partner.example")
                    .contains("\r\n221 ");
        }
    }

    @Test
    void recorderHangsUpWhenItsTargetIsAway() throws IOException {
        InetSocketAddress nobody;
        try (PartnerServer gone = bank()) {
            nobody = gone.address();
        }
        try (TcpRecorder recorder = TcpRecorder.before(nobody, 0)) {
            assertThatThrownBy(() -> SmtpClient.connect(recorder.address(), TIMEOUT))
                    .isInstanceOf(IOException.class);
        }
    }

    private PartnerServer bank() {
        return PartnerServer.named("mx.bank.example")
                .startTls(authority.issue("mx.bank.example").serverContext())
                .start();
    }

    private static SmtpReply submit(SmtpClient client, String sender, List<String> recipients) throws IOException {
        client.mail(sender);
        for (String recipient : recipients) {
            client.rcpt(recipient);
        }
        return client.data(MESSAGE.getBytes(ISO_8859_1));
    }
}
