package io.sealpost.rules.access;

import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.rule;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sealpost.rules.RunningService;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What HTTP offers to scripts: repeating safely, reading only what changed, and headers for browsers. */
@QuarkusTest
class HttpIT implements RunningService {

    @TestHTTPResource
    URI service;

    private static Response post(String domain, String token, String name) {
        return operator().header("Idempotency-Key", token).body(rule(name)).post("/v1/domains/" + domain + "/rules");
    }

    @Test
    void aRepeatedPostHasTheFirstAnswerAndIsDoneOnce() {
        String domain = domain();
        Response first = post(domain, domain, "Banks");
        Response again = post(domain, domain, "Banks");
        first.then().statusCode(201);
        again.then()
                .statusCode(201)
                .header("Location", first.header("Location"))
                .header("ETag", first.header("ETag"))
                .body("id", equalTo(first.path("id")));
        operator().get("/v1/domains/" + domain + "/rules").then().body("items", hasSize(1));
    }

    @Test
    void anotherRequestNeedsAnotherIdempotencyKey() {
        String domain = domain();
        post(domain, domain, "Banks").then().statusCode(201);
        post(domain, domain, "Clinics").then().statusCode(422);
        String acme = operator().get("/v1/domains/" + domain).path("organization");
        with(key("admin", acme))
                .header("Idempotency-Key", domain)
                .body(rule("Clinics"))
                .post("/v1/domains/" + domain + "/rules")
                .then()
                .statusCode(201);
    }

    @Test
    void aLongListMayBeSentWithAnIdempotencyKey() {
        String path = "/v1/organizations/" + organization() + "/address-lists/banks";
        operator().body("{\"entries\": []}").put(path).then().statusCode(201);
        operator()
                .header("Idempotency-Key", path)
                .contentType("text/plain")
                .body("bank.example\n".repeat(90_000))
                .post(path + "/add")
                .then()
                .statusCode(200)
                .body("entries", equalTo(1));
    }

    @Test
    void whatWasRefusedMayBeTriedAgain() {
        String domain = domain();
        post(domain, domain, "").then().statusCode(422);
        post(domain, domain, "").then().statusCode(422).body("violations[0].field", equalTo("name"));
        post(domain, domain + "2", "Banks").then().statusCode(201);
    }

    @Test
    void aKeyIsNotShownAgain() {
        String acme = organization();
        String body = "{\"name\": \"n\", \"role\": \"viewer\", \"organization\": \"" + acme + "\"}";
        Response first = operator().header("Idempotency-Key", acme).body(body).post("/v1/api-keys");
        Response again = operator().header("Idempotency-Key", acme).body(body).post("/v1/api-keys");
        first.then().statusCode(201);
        again.then().statusCode(201).header("Location", first.header("Location"));
        assertThat(again.asString()).doesNotContain((String) first.path("key"));
    }

    @Test
    void readsTellOnlyWhatChanged() {
        String domain = domain();
        String one = "/v1/domains/" + domain;
        String list = one + "/rules";
        for (String path : new String[] {one, list}) {
            String etag = operator().get(path).then().statusCode(200).extract().header("ETag");
            operator().header("If-None-Match", etag).get(path).then().statusCode(304);
            operator().header("If-None-Match", "\"else\"").get(path).then().statusCode(200);
        }
        String before = operator().get(list).header("ETag");
        RunningService.addRule(domain, "Banks");
        operator().header("If-None-Match", before).get(list).then().statusCode(200);
    }

    @Test
    void browsersAreToldToBeCareful() {
        operator()
                .header("Origin", "https://evil.example")
                .get("/v1/organizations")
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void answersAreCompressedForWhoAsks() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/organizations"))
                .header("Authorization", "Bearer " + RunningService.key())
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .startsWith((byte) '{');
    }
}
