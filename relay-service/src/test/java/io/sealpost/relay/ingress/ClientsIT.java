package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.ruleset.KnownRules;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail clients that others wrote, at a listener with STARTTLS and one with implicit TLS. */
class ClientsIT {
    private static final String LOGIN = "mailout@sender.example";
    private static final String TEXT = "Gr\u00fc\u00dfe\r\n.dot\r\n..dots\r\n";
    private static final String WITHOUT_DOTS = "Gr\u00fc\u00dfe\r\n";
    private static final String BIG = "0123456789abcdef\r\n".repeat(200_000);

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create("Clients' root");
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Spool spool;
    private SmtpServer server;

    @BeforeEach
    void start() throws IOException {
        spool = Spool.open(folder.resolve("spool"));
        server = TestServer.start(
                vertx,
                spool,
                KnownRules.of(new Rules()
                        .organization("acme", "")
                        .domain("sender.example", "acme", Rules.credential("mailout", ""), "")
                        .view()),
                Map.of(
                        "sealpost.smtp.listeners.submission.require-auth", "true",
                        "sealpost.smtp.listeners.implicit.port", "0",
                        "sealpost.smtp.listeners.implicit.tls", "implicit",
                        "sealpost.smtp.listeners.implicit.require-auth", "true"),
                new TestCertificates(authority, Files.createDirectories(folder.resolve("tls"))),
                meters);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        spool.close();
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, PLAIN, -1", "STARTTLS, LOGIN, 65536", "IMPLICIT, PLAIN, 65536", "IMPLICIT, LOGIN, -1"})
    void angusMailSendsEightBitTextToSeveral(TlsMode tls, String mechanism, int chunk) throws Exception {
        // It doubles dots in chunks, too, where RFC 3030 knows no transparency; they stay as they came.
        String text = chunk < 0 ? TEXT : WITHOUT_DOTS;

        angus(tls, mechanism, chunk, "pencil", text, "b@bank.example", "c@bank.example", "d@court.example");

        SpooledMessage stored = onlyMessage();
        assertThat(stored.recipients()).hasSize(3);
        assertThat(stored.eightBit()).isTrue();
        assertThat(StoredBody.of(spool, stored.id()))
                .contains(" with ESMTPSA (TLSv1.3 ")
                .endsWith("\r\n" + utf8(text));
        assertThat(logins(mechanism.toLowerCase(Locale.ROOT), "succeeded")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"-1", "65536"})
    void angusMailSendsALargeMessageByDataAndByChunks(int chunk) throws Exception {
        angus(TlsMode.STARTTLS, "PLAIN", chunk, "pencil", BIG, "b@bank.example");

        assertThat(StoredBody.of(spool, onlyMessage().id())).endsWith("\r\n\r\n" + BIG);
    }

    @Test
    void angusMailHearsOfAWrongSecret() {
        assertThatThrownBy(() -> angus(TlsMode.STARTTLS, "PLAIN", -1, "pencils", TEXT, "b@bank.example"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535 5.7.8");
        assertThat(logins("plain", "failed")).isOne();
    }

    @Test
    void angusMailHearsWhichRecipientIsRefused() {
        assertThatThrownBy(() ->
                        angus(TlsMode.STARTTLS, "PLAIN", -1, "pencil", TEXT, "b@bank.example", "x%y@bank.example"))
                .isInstanceOfSatisfying(
                        SendFailedException.class,
                        failed -> assertThat(failed.getInvalidAddresses())
                                .extracting(Object::toString)
                                .containsExactly("x%y@bank.example"));
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void vertxMailClientPipelinesToSeveral(TlsMode tls) throws Exception {
        vertx(tls, "pencil", TEXT, "b@bank.example", "c@bank.example", "d@court.example");

        SpooledMessage stored = onlyMessage();
        assertThat(stored.recipients()).hasSize(3);
        assertThat(StoredBody.of(spool, stored.id()))
                .contains(" with ESMTPSA (TLSv1.3 ")
                .contains("Gr=C3=BC=C3=9Fe");
    }

    @Test
    void vertxMailClientSendsALargeMessage() throws Exception {
        String large = BIG.substring(0, BIG.length() / 10);

        vertx(TlsMode.IMPLICIT, "pencil", large.replace("\r", ""), "b@bank.example");

        assertThat(StoredBody.of(spool, onlyMessage().id())).contains(large);
    }

    @Test
    void vertxMailClientHearsOfAWrongSecret() {
        assertThatThrownBy(() -> vertx(TlsMode.STARTTLS, "pencils", TEXT, "b@bank.example"))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("535");
    }

    private void angus(TlsMode tls, String mechanism, int chunk, String secret, String text, String... recipients)
            throws MessagingException {
        String protocol = tls == TlsMode.IMPLICIT ? "smtps" : "smtp";
        Properties settings = new Properties();
        Map.of(
                        "host", "localhost",
                        "port", Integer.toString(port(tls)),
                        "auth", "true",
                        "auth.mechanisms", mechanism,
                        "starttls.required", Boolean.toString(tls == TlsMode.STARTTLS),
                        "ssl.trust", "localhost",
                        "allow8bitmime", "true",
                        "chunksize", Integer.toString(chunk),
                        "dsn.notify", "FAILURE,DELAY")
                .forEach((key, value) -> settings.put("mail." + protocol + "." + key, value));
        Session session = Session.getInstance(settings);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("ann@sender.example"));
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setText(text, "UTF-8");
        message.setHeader("Content-Transfer-Encoding", "8bit");
        try (Transport transport = session.getTransport(protocol)) {
            transport.connect(LOGIN, secret);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private void vertx(TlsMode tls, String secret, String text, String... recipients) {
        MailConfig config = new MailConfig()
                .setHostname("localhost")
                .setPort(port(tls))
                .setSsl(tls == TlsMode.IMPLICIT)
                .setStarttls(tls == TlsMode.IMPLICIT ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.pem())))
                .setLogin(LoginOption.REQUIRED)
                .setUsername(LOGIN)
                .setPassword(secret);
        MailClient client = MailClient.create(vertx, config);
        try {
            client.sendMail(new MailMessage()
                            .setFrom("ann@sender.example")
                            .setTo(List.of(recipients))
                            .setText(text))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            client.close();
        }
    }

    private int port(TlsMode tls) {
        return tls == TlsMode.IMPLICIT ? server.ports().get("implicit") : server.port();
    }

    private SpooledMessage onlyMessage() {
        List<SpooledMessage> all = spool.list(Optional.empty(), 2);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private double logins(String mechanism, String outcome) {
        return meters.counter("sealpost.smtp.logins", "mechanism", mechanism, "outcome", outcome)
                .count();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
