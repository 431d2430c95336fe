package io.sealpost.relay.ingress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.relay.RawClient;
import io.sealpost.relay.RelayResource;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.ruleset.Topics;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole relay, taking mail over real sockets by rules from a real broker into a real spool. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(RelayResource.class)
class SmtpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MESSAGE = "Date: Tue, 24 Nov 2026 08:15:30 +0000\r\nMessage-ID: <1@sender.example>\r\n"
            + "From: Ann <ann@sender.example>\r\nSubject: caf\u00e9\r\n\r\n.dots\r\n..\r\n\u00e4\u00ff\r\n";

    @Inject
    SmtpServer server;

    @Inject
    Spool spool;

    @Inject
    Rulesets rulesets;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = RelayResource.TLS)
    Path tls;

    @ConfigProperty(name = RelayResource.ROOT)
    Path root;

    @BeforeEach
    void registerTheSender() throws Exception {
        if (!knowsSender()) {
            try (Topics topics = new Topics(bootstrapServers)) {
                if (rulesets.current().isEmpty()) {
                    topics.createRulesets();
                }
                topics.put(
                        "organization/acme",
                        "{\"scope\": \"organization/acme\", \"epoch\": 1, \"revision\": 1, \"rules\": []}");
                topics.put("domain/sender.example", domain(2, "bank.example"));
            }
        }
        await().atMost(PATIENCE).until(() -> knowsSender());
    }

    @Test
    void isReadyWhenRulesAndListenerAre() {
        given().get("/q/health/ready").then().statusCode(200);
        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics).contains("sealpost_rulesets_age_seconds", "sealpost_rulesets_applied_offset");
    }

    @Test
    void keepsAMessageByteForByteBehindItsTraceHeader() throws Exception {
        QueueId id;
        try (SmtpClient client = connect()) {
            assertThat(client.ehlo("mail.sender.example").offers("STARTTLS")).isTrue();
            id = queued(send(client, "ann@sender.example", "b@bank.example", MESSAGE));
        }

        SpooledMessage stored = spool.find(id).orElseThrow();
        String body = StoredBody.of(spool, id);
        assertThat(body)
                .startsWith("Received: from mail.sender.example ([127.0.0.1])\r\n"
                        + "\tby relay.sealpost.example with ESMTP\r\n\tid " + id + " for <b@bank.example>;\r\n\t")
                .endsWith("+0000\r\n" + MESSAGE);
        assertThat(stored.size()).isEqualTo(body.length());
        assertThat(stored.domains()).containsExactly(Domain.parse("sender.example"));
        assertThat(stored.recipients().get(0).decision().requirement()).isEqualTo(TlsRequirement.ENCRYPT);
    }

    @Test
    void demandsTlsByTheNameOfAnAttachmentBehindMoreThanAChunk() throws Exception {
        registerOneWithARuleOnAttachments();
        String message = "From: ann@content.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
                + "a line of many\r\n".repeat(20_000)
                + "--b\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''Geh%C3%A4lter;\r\n filename*1=\".xlsx\"\r\n"
                + "\r\nx\r\n--b--\r\n";

        try (SmtpClient client = connect()) {
            client.ehlo("mail.content.example");
            QueueId covered = queued(send(client, "ann@content.example", "b@other.example", message));
            QueueId free =
                    queued(send(client, "ann@content.example", "b@other.example", message.replace(".xlsx", ".txt")));

            assertThat(requirement(covered)).isEqualTo(TlsRequirement.ENCRYPT);
            assertThat(requirement(free)).isEqualTo(TlsRequirement.NONE);
            assertThat(StoredBody.of(spool, covered)).endsWith(message);
        }
    }

    private void registerOneWithARuleOnAttachments() throws Exception {
        String rule =
                Rules.rule("lists", "*").replace("\"to\"", "\"attachments\"").replace("*", "geh\u00e4lter.xlsx");
        try (Topics topics = new Topics(bootstrapServers)) {
            topics.put(
                    "domain/content.example",
                    domain(2, "*").replace("sender.example", "content.example").replace(Rules.rule("*", "*"), rule));
        }
        await().atMost(PATIENCE).until(() -> knows("content.example"));
    }

    private TlsRequirement requirement(QueueId id) {
        return spool.find(id).orElseThrow().recipients().get(0).decision().requirement();
    }

    @Test
    void recordsWhatIsAskedOfReportsAndWhoIsNamedBeyondAscii() throws Exception {
        try (RawClient client = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))) {
            client.say("EHLO mail.sender.example");
            client.say("MAIL FROM:<ann@sender.example> SMTPUTF8 RET=HDRS ENVID=order+207");
            client.say(
                    "RCPT TO:<j\u00c3\u00b6rg@bank.example> NOTIFY=DELAY,SUCCESS ORCPT=utf-8;j\\x{F6}rg@bank.example");
            client.say("DATA");
            client.send("From: Ann <ann@sender.example>\r\nSubject: \u00c3\u00a4\r\n\r\n");
            String queued = client.say(".");

            SpooledMessage stored = spool.find(new QueueId(queued.substring("250 2.0.0 queued as ".length())))
                    .orElseThrow();
            assertThat(stored.dsn().envid()).contains(new EnvelopeId("order 7"));
            assertThat(stored.smtpUtf8()).isTrue();
            SpooledRecipient recipient = stored.recipients().get(0);
            assertThat(recipient.address()).hasToString("j\u00f6rg@bank.example");
            assertThat(recipient.dsn())
                    .isEqualTo(new RecipientDsn(
                            Optional.of(Notify.parse("SUCCESS,DELAY")),
                            Optional.of(new OriginalRecipient("utf-8", "j\u00f6rg@bank.example"))));
        }
    }

    @Test
    void showsARenewedCertificateWithoutARestart() throws Exception {
        try (SmtpClient before = connect()) {
            before.ehlo("mail.sender.example");
            before.startTls(trusting(), "localhost");
            Object shown = before.tls().orElseThrow().certificate();

            Files.copy(tls.resolve("renewed.key"), tls.resolve("smtp.key"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(tls.resolve("renewed.pem"), tls.resolve("smtp.pem"), StandardCopyOption.REPLACE_EXISTING);

            // While Vert.x loads the new one, a connection may end without a word; clients come again.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> !shown.equals(certificateShown()));
            before.ehlo("mail.sender.example");
            assertThat(StoredBody.of(spool, queued(send(before, "ann@sender.example", "b@other.example", MESSAGE))))
                    .contains("with ESMTPS (TLSv1.3 ");
        }
    }

    private Object certificateShown() throws Exception {
        try (SmtpClient client = connect()) {
            client.ehlo("mail.sender.example");
            client.startTls(trusting(), "localhost");
            return client.tls().orElseThrow().certificate();
        }
    }

    @Test
    void takesMailOverTls() throws Exception {
        try (SmtpClient client = connect()) {
            client.ehlo("mail.sender.example");
            client.startTls(trusting(), "localhost");
            SmtpReply hello = client.ehlo("mail.sender.example");
            QueueId id = queued(send(client, "ann@sender.example", "b@other.example", MESSAGE));

            assertThat(hello.offers("STARTTLS")).isFalse();
            assertThat(hello.offers("AUTH")).isTrue();
            assertThat(StoredBody.of(spool, id)).contains("with ESMTPS (TLSv1.3 ");
            assertThat(spool.find(id)
                            .orElseThrow()
                            .recipients()
                            .get(0)
                            .decision()
                            .requirement())
                    .isEqualTo(TlsRequirement.NONE);
        }
    }

    @Test
    void forgetsWhatWasInjectedBehindStartTls() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            readLine(socket.getInputStream());
            write(socket.getOutputStream(), "STARTTLS\r\nEHLO injected.example\r\nMAIL FROM:<ann@sender.example>\r\n");
            assertThat(readLine(socket.getInputStream())).startsWith("220 ");
            SSLSocket tls = (SSLSocket) trusting().getSocketFactory().createSocket(socket, "localhost", 0, true);
            tls.startHandshake();
            write(tls.getOutputStream(), "RCPT TO:<b@bank.example>\r\n");

            assertThat(readLine(tls.getInputStream())).startsWith("503 5.5.1 ");
        }
    }

    @Test
    void takesReportsFromTheBounceService() throws Exception {
        try (SmtpClient client = connect()) {
            client.ehlo("bounce.example");
            client.startTls(trusting(), "localhost");
            client.ehlo("bounce.example");
            assertThat(client.authPlain(RelayResource.REPORTER, RelayResource.SECRET)
                            .code())
                    .isEqualTo(235);
            String report =
                    "Sealpost-Report: full\r\nDate: Tue, 24 Nov 2026 08:15:30 +0000\r\nMessage-ID: <it@bounce.example>\r\n\r\nreport\r\n";
            QueueId id = queued(send(client, "", "ann@sender.example", report));
            QueueId again = queued(send(client, "", "ann@sender.example", report));

            assertThat(again).isEqualTo(id);
            assertThat(spool.find(id).orElseThrow().report()).contains(ReportForm.FULL);
            assertThat(StoredBody.of(spool, id)).endsWith("\r\nMessage-ID: <it@bounce.example>\r\n\r\nreport\r\n");
        }
    }

    @Test
    void refusesWhoIsNotAllowed() throws Exception {
        try (SmtpClient client = connect()) {
            client.ehlo("mail.sender.example");

            assertThat(client.mail("x@stranger.example").toString()).startsWith("550 5.7.1 ");
        }
        assertThat(given().get("/q/metrics").asString()).contains("sealpost_smtp_refused_total{status=\"5.7.1\"}");
    }

    @Test
    void obeysARuleThatWasWrittenAMomentAgo() throws Exception {
        try (SmtpClient client = connect();
                Topics topics = new Topics(bootstrapServers)) {
            client.ehlo("mail.sender.example");
            for (int revision = 10; revision < 20; revision++) {
                String recipientDomain = "r" + revision + ".example";
                topics.put("domain/sender.example", domain(revision, recipientDomain));
                await().pollInterval(Duration.ofMillis(2)).until(() -> coversRecipients(recipientDomain));
                QueueId id = queued(send(client, "ann@sender.example", "b@" + recipientDomain, MESSAGE));

                assertThat(spool.find(id).orElseThrow().isConfidential()).isTrue();
            }
            topics.put("domain/sender.example", domain(20, "bank.example"));
            await().until(() -> coversRecipients("bank.example"));
        }
    }

    @Test
    void streamsAMessageThatIsLargerThanItsBuffers() throws Exception {
        StringBuilder text = new StringBuilder("From: ann@sender.example\r\n\r\n");
        Random random = new Random(1);
        while (text.length() < 30_000_000) {
            text.append(Long.toString(random.nextLong(), 36).repeat(5)).append("\r\n");
        }
        try (SmtpClient client = connect()) {
            client.ehlo("mail.sender.example");
            QueueId id = queued(send(client, "ann@sender.example", "b@other.example", text.toString()));

            assertThat(StoredBody.of(spool, id).endsWith(text.toString())).isTrue();
        }
    }

    @Test
    void takesMailFromManyClientsAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(20);
        List<Future<List<QueueId>>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(clients.submit((Callable<List<QueueId>>) this::sendTen));
        }
        List<QueueId> ids = new ArrayList<>();
        for (Future<List<QueueId>> result : results) {
            ids.addAll(result.get());
        }
        clients.shutdown();

        assertThat(ids).hasSize(200).doesNotHaveDuplicates();
        assertThat(ids).allSatisfy(id -> assertThat(spool.find(id)).isPresent());
    }

    private List<QueueId> sendTen() throws Exception {
        List<QueueId> ids = new ArrayList<>();
        try (SmtpClient client = connect()) {
            client.ehlo("mail.sender.example");
            for (int i = 0; i < 10; i++) {
                ids.add(queued(send(client, "ann@sender.example", "b@other.example", MESSAGE)));
            }
        }
        return ids;
    }

    private SmtpClient connect() throws Exception {
        return SmtpClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENCE);
    }

    private static SmtpReply send(SmtpClient client, String sender, String recipient, String message) throws Exception {
        assertThat(client.mail(sender).code()).isEqualTo(250);
        assertThat(client.rcpt(recipient).code()).isEqualTo(250);
        return client.data(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static QueueId queued(SmtpReply reply) {
        assertThat(reply.toString()).startsWith("250 2.0.0 queued as ");
        return new QueueId(reply.toString().substring("250 2.0.0 queued as ".length()));
    }

    private boolean knowsSender() {
        return knows("sender.example");
    }

    private boolean knows(String domain) {
        return rulesets.current()
                .filter(view -> view.domain(Domain.parse(domain)) instanceof DomainKnowledge.Hosted)
                .isPresent();
    }

    private boolean coversRecipients(String recipientDomain) {
        return rulesets.current().orElseThrow().domain(Domain.parse("sender.example"))
                        instanceof DomainKnowledge.Hosted h
                && h.domain().rules().get(0).ref().name().equals(recipientDomain);
    }

    private static String domain(int revision, String to) {
        return """
                {"scope": "domain/sender.example", "epoch": 1, "revision": %d, "parent": "organization/acme",
                 "submitters": [{"id": "s", "network": "127.0.0.0/8"}], "rules": [%s]}""".formatted(revision, Rules.rule(to, to));
    }

    private SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(root)) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String readLine(InputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after: " + line);
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
