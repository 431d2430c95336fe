package io.sealpost.relay.ingress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.relay.RelayResource;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.ruleset.Topics;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import jakarta.inject.Inject;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who logs in, by a client that we did not write and over HTTP, at the whole relay. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(RelayResource.class)
class SubmitterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOGIN = "mailout@apps.example";
    private static final String MESSAGE = "From: ann@apps.example\r\nSubject: hi\r\n\r\n.dot\r\n";

    @Inject
    SmtpServer server;

    @Inject
    Spool spool;

    @Inject
    Rulesets rulesets;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = RelayResource.ROOT)
    Path root;

    @BeforeEach
    void register() throws Exception {
        try (Topics topics = new Topics(bootstrapServers)) {
            if (rulesets.current().isEmpty()) {
                topics.createRulesets();
            }
            topics.put(
                    "organization/apps",
                    "{\"scope\": \"organization/apps\", \"epoch\": 1, \"revision\": 1, \"rules\": []}");
            topics.put("domain/apps.example", """
                    {"scope": "domain/apps.example", "epoch": 1, "revision": 1, "parent": "organization/apps",
                     "submitters": [%s, %s], "rules": [%s]}""".formatted(
                    Rules.credential("mailout", ""),
                    Rules.credential("limited", "\"limits\": {\"messagesPerHour\": 1, \"recipientsPerHour\": 9},"),
                    Rules.rule("banks", "bank.example")));
        }
        await().atMost(PATIENCE)
                .until(() -> rulesets.current()
                        .filter(view -> view.submitter(LOGIN).isPresent())
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void sendsByAngusMail(String mechanism) throws Exception {
        String reply = sendByAngusMail(mechanism, "pencil");

        SpooledMessage stored = spool.find(new QueueId(reply.replaceFirst("(?s).*queued as (\\w+).*", "$1")))
                .orElseThrow();
        assertThat(stored.domains()).hasToString("[apps.example]");
    }

    @Test
    void refusesAngusMailWithAWrongSecret() {
        assertThatThrownBy(() -> sendByAngusMail("PLAIN", "pencils"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535 5.7.8");
    }

    @Test
    void takesAMessageOverHttpByteForByte() throws Exception {
        String id = http(LOGIN, "pencil")
                .queryParam("from", "ann@apps.example")
                .queryParam("to", "b@bank.example", "c@else.example")
                .body(MESSAGE.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("queueId");

        SpooledMessage stored = spool.find(new QueueId(id)).orElseThrow();
        assertThat(stored.recipients()).hasSize(2);
        assertThat(new String(
                        spool.readBody(stored.id())
                                .next()
                                .toCompletableFuture()
                                .get()
                                .orElseThrow(),
                        StandardCharsets.US_ASCII))
                .contains("with HTTP\r\n")
                .endsWith(MESSAGE);
    }

    @Test
    void takesAMessageOverHttpOnlyOnce() {
        String first = idempotent("order-7");

        assertThat(idempotent("order-7")).isEqualTo(first);
        assertThat(idempotent("order-8")).isNotEqualTo(first);
    }

    @Test
    void refusesAnotherMessageUnderTheSameKeyOverHttp() {
        idempotent("order-9");

        idempotent("order-9", "b@bank.example", MESSAGE + "more\r\n")
                .statusCode(422)
                .body("enhancedStatus", equalTo("5.5.4"));
        idempotent("order-9", "c@bank.example", MESSAGE)
                .statusCode(422)
                .body("detail", containsString("Idempotency-Key"));
    }

    @Test
    void refusesOverHttpInTheWordsOfSmtp() {
        http(LOGIN, "wrong")
                .queryParam("from", "")
                .queryParam("to", "b@bank.example")
                .body(MESSAGE.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then()
                .statusCode(401)
                .body("enhancedStatus", equalTo("5.7.8"));
        refused("ann@other.example", MESSAGE, 403, "5.7.1");
        refused("ann@apps.example", "From: ann@apps.example\n\n", 422, "5.5.2");
        refused("ann@apps.example> RET=FULL", MESSAGE, 422, "5.5.4");
        http(LOGIN, "pencil")
                .body(MESSAGE.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then()
                .statusCode(422);
    }

    @Test
    void throttlesOverHttp() {
        for (int status : new int[] {202, 429}) {
            http("limited@apps.example", "pencil")
                    .queryParam("from", "ann@apps.example")
                    .queryParam("to", "b@else.example")
                    .body(MESSAGE.getBytes(StandardCharsets.US_ASCII))
                    .post("/v1/messages")
                    .then()
                    .statusCode(status);
        }
        given().get("/q/metrics").then().body(containsString("sealpost_submitters_throttled 1.0"));
    }

    @Test
    void takesReportsOfTheBounceServiceOverHttp() {
        String id = http(RelayResource.REPORTER, RelayResource.SECRET)
                .queryParam("from", "")
                .queryParam("to", "j\u00f6rg@else.example")
                .body(("Sealpost-Report: full\r\nMessage-ID: <h1@bounce.example>\r\n" + MESSAGE)
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("queueId");

        assertThat(spool.find(new QueueId(id)).orElseThrow().report()).contains(ReportForm.FULL);
    }

    private void refused(String from, String message, int status, String enhanced) {
        http(LOGIN, "pencil")
                .queryParam("from", from)
                .queryParam("to", "b@bank.example")
                .body(message.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("enhancedStatus", equalTo(enhanced))
                .body("type", containsString("sealpost.io/problems/"));
    }

    private static String idempotent(String key) {
        return idempotent(key, "b@bank.example", MESSAGE)
                .statusCode(202)
                .extract()
                .path("queueId");
    }

    private static ValidatableResponse idempotent(String key, String to, String message) {
        return http(LOGIN, "pencil")
                .header("Idempotency-Key", key)
                .queryParam("from", "ann@apps.example")
                .queryParam("to", to)
                .body(message.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then();
    }

    private static RequestSpecification http(String login, String secret) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("message/rfc822", ContentType.BINARY)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .auth()
                .preemptive()
                .basic(login, secret)
                .contentType("message/rfc822");
    }

    private String sendByAngusMail(String mechanism, String secret) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "localhost");
        settings.put("mail.smtp.port", Integer.toString(server.port()));
        settings.put("mail.smtp.auth", "true");
        settings.put("mail.smtp.auth.mechanisms", mechanism);
        settings.put("mail.smtp.starttls.required", "true");
        settings.put("mail.smtp.ssl.trust", "localhost");
        Session session = Session.getInstance(settings);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("ann@apps.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("b@bank.example"));
        message.setText("hi");
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(LOGIN, secret);
            transport.sendMessage(message, message.getAllRecipients());
            return ((SMTPTransport) transport).getLastServerResponse();
        }
    }
}
