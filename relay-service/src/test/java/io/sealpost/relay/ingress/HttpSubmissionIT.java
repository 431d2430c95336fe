package io.sealpost.relay.ingress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.relay.RelayResource;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.ruleset.Rulesets;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second way in, for applications, at the whole relay. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(RelayResource.class)
class HttpSubmissionIT {
    /** {@code sealpost.submission.max-at-once}. */
    private static final int PLACES = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MESSAGE = "From: ann@apps.example\r\nSubject: hi\r\n\r\n.dot\r\n";

    @Inject
    Spool spool;

    @Inject
    Rulesets rulesets;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Terms terms;

    @TestHTTPResource
    URI relay;

    @BeforeEach
    void register() throws Exception {
        AppsDomain.register(bootstrapServers, rulesets);
    }

    @Test
    void takesAMessageOverHttpByteForByte() throws Exception {
        String id = http(AppsDomain.LOGIN, AppsDomain.SECRET)
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
        assertThat(StoredBody.of(spool, stored.id())).contains("with HTTP\r\n").endsWith(MESSAGE);
    }

    @Test
    void asksTheContentOfAMessageOverHttp() {
        assertThat(requirement(MESSAGE)).isEqualTo(TlsRequirement.NONE);
        assertThat(requirement(MESSAGE + "the secret\r\n")).isEqualTo(TlsRequirement.ENCRYPT);
    }

    private TlsRequirement requirement(String message) {
        String id = http(AppsDomain.LOGIN, AppsDomain.SECRET)
                .queryParam("from", "ann@apps.example")
                .queryParam("to", "c@else.example")
                .body(message.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("queueId");
        return spool.find(new QueueId(id))
                .orElseThrow()
                .recipients()
                .get(0)
                .decision()
                .requirement();
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
    void tellsARepeatThatTheFirstIsStillBeingStored() {
        HandedIn first = HandedIn.of(
                new HttpEnvelope("ann@apps.example", List.of("b@bank.example"), null, null, null),
                new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.US_ASCII)));
        assertThat(first.message()).hasContent(MESSAGE);
        RepeatKey key =
                new RepeatKey(RepeatKey.name("order-10", AppsDomain.LOGIN).orElseThrow(), first.hash());
        terms.repeats().claim(key, terms.ids().next(), Instant.now());

        idempotent("order-10", "b@bank.example", MESSAGE)
                .statusCode(409)
                .header("Retry-After", "1")
                .body("type", endsWith("/under-way"));
        terms.repeats().forget(key);
        idempotent("order-10");
    }

    @Test
    void refusesABodyThatIsNoMessage() {
        given().auth()
                .preemptive()
                .basic(AppsDomain.LOGIN, AppsDomain.SECRET)
                .contentType("application/json")
                .body("{}")
                .post("/v1/messages?from=&to=b@bank.example")
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Type: message/rfc822"));
    }

    @Test
    void takesNoMoreMessagesAtOnceThanItHasPlaces() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            // More than there are places: whoever asks below may have had one when one of these came.
            for (int i = 0; i < PLACES + 8; i++) {
                slow.add(slowly());
            }
            await().atMost(PATIENCE).until(() -> foreign() == 503);
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
        await().atMost(PATIENCE).until(() -> foreign() == 403);
    }

    /** A client that has begun to send a message. */
    private Socket slowly() throws IOException {
        Socket socket = new Socket(relay.getHost(), relay.getPort());
        String login = Base64.getEncoder()
                .encodeToString((AppsDomain.LOGIN + ":" + AppsDomain.SECRET).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream()
                .write(("POST /v1/messages?from=ann@apps.example&to=b@bank.example HTTP/1.1\r\nHost: relay\r\n"
                                + "Authorization: Basic " + login + "\r\nContent-Type: message/rfc822\r\n"
                                + "Content-Length: 1000\r\n\r\nFrom: ann@apps.example\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What somebody hears that may not send what is sent. */
    private static int foreign() {
        return http(AppsDomain.LOGIN, AppsDomain.SECRET)
                .queryParam("from", "ann@other.example")
                .queryParam("to", "b@bank.example")
                .body(MESSAGE.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .statusCode();
    }

    @Test
    void countsLogins() {
        foreign();
        given().get("/q/metrics")
                .then()
                .body(matchesPattern(
                        "(?s).*sealpost_smtp_logins_total\\{mechanism=\"basic\",outcome=\"succeeded\"} [1-9].*"));
    }

    @Test
    void refusesOverHttpInTheWordsOfSmtp() {
        http(AppsDomain.LOGIN, "wrong")
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
        http(AppsDomain.LOGIN, AppsDomain.SECRET)
                .body(MESSAGE.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages")
                .then()
                .statusCode(422);
    }

    /** Two messages an hour; one that comes again counts once. */
    @Test
    void throttlesOverHttp() {
        limited("order-11").statusCode(202);
        limited("order-11").statusCode(202);
        limited("order-12").statusCode(202);
        limited("order-13").statusCode(429);

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
        http(AppsDomain.LOGIN, AppsDomain.SECRET)
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
        return handedIn(AppsDomain.LOGIN, key, to, message);
    }

    private static ValidatableResponse limited(String key) {
        return handedIn(AppsDomain.LIMITED, key, "b@else.example", MESSAGE);
    }

    private static ValidatableResponse handedIn(String login, String key, String to, String message) {
        return http(login, AppsDomain.SECRET)
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
}
