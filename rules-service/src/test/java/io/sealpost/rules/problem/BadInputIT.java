package io.sealpost.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent, the answer is a problem document of the right status that names what is wrong and tells nothing of the
 * inside.
 */
@QuarkusTest
class BadInputIT implements RunningService {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String RULES = "/v1/domains/DOMAIN/rules";
    private static final String RULE = RunningService.rule("Banks");
    private static final String MERGE_PATCH = "application/merge-patch+json";

    @TestHTTPResource
    URI service;

    /**
     * A request that is wrong in one way, and what is to be said to it.
     *
     * @param body octets as characters of ISO 8859-1, or text where it has others
     * @param says a part of the answer
     */
    record Case(String method, String path, String type, String body, int status, String says) {
        @Override
        public String toString() {
            String start = body.length() > 60 ? body.substring(0, 60) + "…" : body;
            return method + " " + path + " " + start.replaceAll("\\p{Cntrl}", "?");
        }
    }

    static Stream<Case> bodies() {
        return Stream.of(
                rule("", 400, "one JSON object"),
                rule("   ", 400, "one JSON object"),
                rule("null", 400, "Expected a JSON object"),
                rule("[]", 400, "one JSON object"),
                rule("\"text\"", 400, "one JSON object"),
                rule("7", 400, "one JSON object"),
                rule("hello", 400, "line 1"),
                rule("{\"name\":", 400, "line 1"),
                rule(RULE + "{}", 400, "nothing after it"),
                rule("{'name': 1}", 400, "line 1"),
                rule(RULE.replace("\"name\": \"Banks\", ", ""), 422, "#/name"),
                rule(with("Banks", ""), 422, "#/name"),
                rule(with("Banks", "x".repeat(201)), 422, "1 to 200 characters"),
                rule(with("Banks", "x".repeat(199) + "\\ud83d\\ude00".repeat(2)), 422, "1 to 200 characters"),
                rule(with("Banks", "a\\u0007b"), 422, "without control characters"),
                rule(with("Banks", "a\\u0000b"), 422, "without control characters"),
                rule(with("Banks", "a\\ud800b"), 422, "#/name"),
                rule(with("Banks", "a\u0007b"), 400, "Not JSON"),
                rule(with("Banks", "\u00ff\u00fe"), 400, "Not JSON"),
                rule(with("\"Banks\"", "7"), 400, "a text"),
                rule(with("\"Banks\"", "1e999999999"), 400, "a text"),
                rule(with("\"Banks\"", "9".repeat(5000)), 400, "1000 digits"),
                rule(with("\"Banks\"", "[".repeat(5000)), 400, "a text"),
                rule(with("{\"name\"", "{\"nmae\": 1, \"name\""), 400, "Unknown field \\\"nmae\\\""),
                rule(with("{\"name\"", "{\"\\ud800\": 1, \"name\""), 400, "surrogate pair"),
                rule(with("{\"name\"", "{\"name\": \"A\", \"name\""), 400, "'name'"),
                rule(with("{\"name\"", "{\"\\ud800\": 1, \"\\ud800\": 1, \"name\""), 400, "malformed-body"),
                rule(with("\"anyOf\"", "\"anyOff\": [], \"anyOf\""), 400, "#/criteria/to/anyOff"),
                rule(with("\"level\"", "\"colour\": \"red\", \"level\""), 400, "#/actions/relayWithTls/colour"),
                rule(with("[\"bank.example\"]", "[]"), 422, "#/criteria/to/anyOf"),
                rule(with("[\"bank.example\"]", "\"bank.example\""), 400, "a list"),
                rule(with("[\"bank.example\"]", "[\"bank.example\", 7]"), 400, "#/criteria/to/anyOf/1"),
                rule(with("\"bank.example\"", "null"), 422, "#/criteria/to/anyOf/0"),
                rule(with("bank.example", "no domain"), 422, "a domain (bank.example)"),
                rule(with("bank.example", "*@bank.example"), 422, "#/criteria/to/anyOf/0"),
                rule(with("bank.example", "192.0.2.1"), 422, "#/criteria/to/anyOf/0"),
                rule(with("bank.example", "a\\u0000@bank.example"), 422, "#/criteria/to/anyOf/0"),
                rule(with("bank.example", "\\ud800.example"), 422, "#/criteria/to/anyOf/0"),
                rule(with("bank.example", "\\ud800@bank.example"), 422, "#/criteria/to/anyOf/0"),
                rule(with("encrypt", "strong"), 422, "#/actions/relayWithTls/level"),
                rule(with("outgoing", "sideways"), 422, "outgoing or incoming"),
                rule(with("\"direction\"", "\"mode\": \"watch\", \"direction\""), 422, "enforce or monitor"),
                rule(with("\"direction\"", "\"enabled\": \"yes\", \"direction\""), 400, "true or false"),
                rule(with("{\"level\": \"encrypt\"}", "null"), 422, "#/actions"),
                new Case(
                        "POST",
                        RULES,
                        "application/json",
                        "{\"name\": \"" + "x".repeat(2 << 20) + "\"}",
                        413,
                        "1048576"),
                new Case("POST", RULES, "text/plain", RULE, 415, "Send application/json"),
                new Case("POST", RULES, "nonsense", RULE, 415, "Send application/json"),
                new Case(
                        "PUT",
                        "/v1/organizations/a",
                        "application/json",
                        "{\"displayName\": \"\\u0000\"}",
                        422,
                        "#/displayName"),
                new Case(
                        "PUT",
                        "/v1/organizations/a",
                        "application/json",
                        "{\"displayName\": \"A\", \"contact\": \"x\\u0000@y.example\"}",
                        422,
                        "#/contact"),
                new Case(
                        "PUT",
                        "/v1/organizations/a",
                        "application/json",
                        "{\"displayName\": \"A\", \"locale\": \"\\u0000\"}",
                        422,
                        "#/locale"),
                new Case(
                        "PUT",
                        "/v1/organizations/a",
                        "application/json",
                        "{\"displayName\": \"A\", \"parent\": \"\\u0000\"}",
                        422,
                        "#/parent"),
                new Case("PUT", "/v1/organizations/A%00", "application/json", "{\"displayName\": \"A\"}", 422, "#/id"),
                new Case(
                        "PUT",
                        "/v1/domains/b%00.example",
                        "application/json",
                        "{\"organization\": \"a\"}",
                        422,
                        "#/domain"),
                new Case(
                        "PUT",
                        "/v1/domains/b.example",
                        "application/json",
                        "{\"organization\": \"no-such-one\"}",
                        422,
                        "an organization that exists"),
                new Case(
                        "POST",
                        "/v1/domains/DOMAIN/submitters",
                        "application/json",
                        "{\"network\": \"0.0.0.0/0\"}",
                        422,
                        "#/network"),
                new Case(
                        "POST",
                        "/v1/domains/DOMAIN/submitters",
                        "application/json",
                        "{\"network\": \"\\u0000\"}",
                        422,
                        "#/network"),
                new Case("PATCH", RULES + "/ID", MERGE_PATCH, "[1]", 400, "one JSON object"),
                new Case("PATCH", RULES + "/ID", MERGE_PATCH, "{\"criteria\": null}", 422, "\"#/criteria\""),
                new Case("PATCH", RULES + "/ID", MERGE_PATCH, "null", 400, "null"),
                new Case("PATCH", RULES + "/ID", MERGE_PATCH, "{\"a\": " + "{\"a\": ".repeat(150), 400, "deep"),
                new Case("PATCH", RULES + "/ID", MERGE_PATCH, "{\"name\": " + "9".repeat(999) + "}", 400, "a text"));
    }

    static Stream<Case> addresses() {
        return Stream.of(
                new Case(
                        "POST",
                        "/v1/domains/nobody.example/rules",
                        "application/json",
                        RULE,
                        404,
                        "PUT /v1/domains/{domain}"),
                new Case(
                        "POST",
                        "/v1/domains/no%20domain/rules",
                        "application/json",
                        RULE,
                        404,
                        "PUT /v1/domains/{domain}"),
                new Case("GET", "/v1/domains/a%00b.example/rules", "", "", 404, "not-found"),
                new Case("GET", "/v1/organizations/a%00b", "", "", 404, "PUT /v1/organizations/{organization}"),
                new Case("GET", "/v1/organizations/a%00b/rules", "", "", 404, "not-found"),
                new Case("GET", "/v1/organizations/nobody/rules", "", "", 404, "not-found"),
                new Case("GET", "/v1/organizations/%C3%28", "", "", 404, ""),
                new Case("GET", RULES + "/7", "", "", 404, "There is nothing at this path"),
                new Case("GET", "/v1/nothing", "", "", 404, "There is nothing at this path"),
                new Case("DELETE", "/v1/relays/a%00b", "", "", 404, "not-found"),
                new Case("DELETE", "/v1/organizations", "", "", 405, "method"),
                new Case("POST", RULES + "?wait=soon", "application/json", RULE, 400, "wait"),
                new Case("POST", RULES + "?wait=%00", "application/json", RULE, 400, "wait"),
                new Case(
                        "PUT",
                        RULES + "?strict",
                        "application/json",
                        "{\"rules\": []}",
                        400,
                        "strict: expected a value"),
                new Case(
                        "PUT",
                        RULES + "?dryRun=",
                        "application/json",
                        "{\"rules\": []}",
                        400,
                        "dryRun: expected a value"),
                new Case(
                        "PUT",
                        RULES + "?dryrun=true",
                        "application/json",
                        "{\"rules\": []}",
                        400,
                        "dryrun: expected none of this name; known here: dryRun, strict, wait"),
                new Case(
                        "GET",
                        RULES + "?enable=true",
                        "",
                        "",
                        400,
                        "action, cursor, direction, enabled, limit, mode, text"),
                new Case("GET", RULES + "/document?wait=1s", "", "", 400, "wait: expected no parameter"),
                new Case("GET", RULES + "?limit=0", "", "", 400, "1 to 1000"),
                new Case("GET", RULES + "?limit=abc", "", "", 400, "limit"),
                new Case("GET", RULES + "?cursor=*", "", "", 400, "cursor"),
                new Case("GET", RULES + "?cursor=AA", "", "", 400, "cursor"),
                new Case("GET", RULES + "?cursor=eHg", "", "", 400, "cursor"));
    }

    @ParameterizedTest
    @MethodSource({"bodies", "addresses"})
    void isAnsweredWithAProblem(Case wrong) throws Exception {
        String domain = RunningService.domain();
        String id = wrong.path().contains("ID")
                ? RunningService.addRule(domain, "Shops").extract().path("id")
                : "";

        HttpResponse<String> answer = CLIENT.send(request(wrong, domain, id).build(), BodyHandlers.ofString());

        assertProblem(answer, wrong.status());
        assertThat(answer.body()).contains(wrong.says());
    }

    @Test
    void wantsAnETagInQuotes() throws Exception {
        Case replace = new Case("PUT", RULES + "/ID", "application/json", RULE, 400, "");
        String domain = RunningService.domain();
        String id = RunningService.addRule(domain, "Shops").extract().path("id");

        for (String condition : new String[] {"7", "\"7", "7, \"8\"", "\u00e4"}) {
            HttpResponse<String> answer = CLIENT.send(
                    request(replace, domain, id).header("If-Match", condition).build(), BodyHandlers.ofString());
            assertProblem(answer, 400);
            assertThat(answer.body()).contains("If-Match");
        }
    }

    @Test
    void wantsAKey() throws Exception {
        for (String header : new String[] {"", "Bearer", "Bearer x", "Basic eDp4", "Bearer a b", "Bearer \u00e4"}) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(service.resolve("/v1/organizations"))
                            .header("Authorization", header)
                            .build(),
                    BodyHandlers.ofString());

            assertProblem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    private HttpRequest.Builder request(Case wrong, String domain, String id) {
        String path = wrong.path().replace("DOMAIN", domain).replace("ID", id);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(service.resolve("/").toString() + path.substring(1)))
                .header("Authorization", "Bearer " + RunningService.key())
                .method(wrong.method(), BodyPublishers.ofByteArray(wrong.body().getBytes(StandardCharsets.ISO_8859_1)));
        return wrong.type().isEmpty() ? request : request.header("Content-Type", wrong.type());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("https://sealpost.io/problems/");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(answer.body())
                .doesNotContainPattern("io\\.sealpost|java\\.|com\\.fasterxml|Source:|Exception|Stream[RW]");
    }

    private static Case rule(String body, int status, String says) {
        return new Case("POST", RULES, "application/json", body, status, says);
    }

    private static String with(String part, String other) {
        return RULE.replace(part, other);
    }
}
