package io.sealpost.rules.problem;

import static io.restassured.RestAssured.given;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.sealpost.platform.test.DocumentedMetrics;
import io.sealpost.rules.RunningService;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProblemIT implements RunningService {

    private static ValidatableResponse problem(Response response, int status, String type) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("https://sealpost.io/problems/" + type))
                .body("title", not(equalTo("")))
                .body("detail", not(containsString("io.sealpost")))
                .body("instance", startsWith("/"));
    }

    private static Response post(String body) {
        return operator().body(body).post("/v1/domains/" + domain() + "/rules");
    }

    @Test
    void tellsWhereABodyIsNoJson() {
        problem(post("{\"name\": "), 400, "malformed-body").body("detail", containsString("line 1"));
    }

    @Test
    void namesAnUnknownFieldByItsPath() {
        problem(post(rule("a").replace("\"anyOf\"", "\"allOf\": [], \"anyOf\"")), 400, "malformed-body")
                .body("violations[0].field", equalTo("criteria.to.allOf"));
    }

    @Test
    void namesAValueOfTheWrongTypeByItsPath() {
        problem(post(rule("a").replace("\"bank.example\"", "\"bank.example\", 7")), 400, "malformed-body")
                .body("violations[0].field", equalTo("criteria.to.anyOf[1]"))
                .body("violations[0].expected", equalTo("a text"));
    }

    @Test
    void namesEveryValueThatDoesNotFit() {
        problem(post(rule("").replace("outgoing", "sideways")), 422, "invalid-values")
                .body("violations.field", equalTo(java.util.List.of("name", "direction")))
                .body("violations[1].value", equalTo("sideways"))
                .body("violations[1].expected", equalTo("outgoing or incoming"));
    }

    @Test
    void refusesAPatchThatLeavesNoRule() {
        String domain = domain();
        String id = RunningService.addRule(domain, "Banks").extract().path("id");
        Response answer = operator().body("{\"criteria\": null}").patch("/v1/domains/" + domain + "/rules/" + id);
        problem(answer, 422, "invalid-values").body("violations[0].field", equalTo("criteria"));
    }

    @Test
    void saysWhatIsNotThere() {
        problem(operator().get("/v1/domains/nowhere.example"), 404, "not-found");
        problem(operator().get("/v1/domains/" + domain() + "/rules/" + UUID.randomUUID()), 404, "not-found");
        problem(operator().get("/v1/domains/" + domain() + "/rules/7"), 404, "http-404");
        problem(operator().get("/v1/nothing"), 404, "http-404");
    }

    @Test
    void saysWhatAPathDoesNotKnow() {
        problem(operator().body("{}").post("/v1/organizations"), 405, "http-405");
        problem(operator().contentType("text/plain").body("x").put("/v1/organizations/acme"), 415, "http-415");
    }

    @Test
    void refusesABodyAboveTheLimit() {
        problem(post("{\"name\": \"" + "x".repeat(2 << 20) + "\"}"), 413, "body-too-large");
        problem(post("{\"name\": \"" + "x".repeat(12 << 20) + "\"}"), 413, "body-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "61s", "-1s", "PT2M"})
    void refusesATimeToWaitThatIsNone(String wait) {
        Response answer =
                operator().queryParam("wait", wait).body(rule("Banks")).post("/v1/domains/" + domain() + "/rules");
        problem(answer, 400, "bad-parameter").body("violations[0].field", equalTo("wait"));
    }

    @Test
    void refusesACursorOfSomebodyElse() {
        problem(operator().get("/v1/domains/" + domain() + "/rules?cursor=eHg"), 400, "bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/organizations", "/v1/nothing", "/v1", "/v1/relays/../organizations", "//v1/organizations"})
    void letsNobodyInWithoutAKey(String path) {
        Response answer = given().urlEncodingEnabled(false).get(path);
        problem(answer, 401, "unauthorized").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void letsNobodyInWithAWrongKey() {
        String key = RunningService.key();
        String last = key.endsWith("0") ? "1" : "0";
        String wrong = key.substring(0, key.length() - 1) + last;
        problem(given().header("Authorization", "Bearer " + wrong).get("/v1/organizations"), 401, "unauthorized");
        problem(given().header("Authorization", "Basic " + key).get("/v1/organizations"), 401, "unauthorized");
    }

    @Test
    void leavesOperationAndDocumentationOpen() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", org.hamcrest.Matchers.hasItem("publisher"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("sealpost_rulesets_published_total"));
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/domains/{domain}/rules'.post.operationId", equalTo("addDomainRule"))
                .body(
                        "paths.'/v1/domains/{domain}/rules'.post.responses.'422'.content.keySet()[0]",
                        endsWith("problem+json"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void exposesTheMetricsThatAreDocumented() throws Exception {
        DocumentedMetrics documented = DocumentedMetrics.of("rules-service");

        Set<String> exposed =
                DocumentedMetrics.exposed(given().get("/q/metrics").asString());

        assertThat(exposed).containsAll(documented.fromTheStart());
        exposed.removeAll(documented.fromTheStart());
        assertThat(documented.fromTheFirst()).containsAll(exposed);
    }
}
