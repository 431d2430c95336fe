package io.sealpost.rules.rule;

import static io.sealpost.rules.RunningService.addRule;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sealpost.rules.RunningService;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of a scope as a whole: their order, and all of them at once. */
@QuarkusTest
class RuleOrderIT implements RunningService {

    private static String document(String... rules) {
        return "{\"rules\": [" + String.join(", ", rules) + "]}";
    }

    private static Response put(String path, String document) {
        return operator().body(document).put(path);
    }

    private static List<String> names(String path) {
        return operator().get(path).then().statusCode(200).extract().path("items.name");
    }

    private static String three(String domain) {
        List.of("a", "b", "c").forEach(name -> addRule(domain, name));
        return "/v1/domains/" + domain + "/rules";
    }

    private static String idOf(String path, String name) {
        return operator().get(path).then().extract().path("items.find { it.name == '" + name + "' }.id");
    }

    private static Response move(String path, String name, String where, String other) {
        return operator()
                .body("{\"" + where + "\": \"" + idOf(path, other) + "\"}")
                .post(path + "/" + idOf(path, name) + "/move");
    }

    @Test
    void movesARuleBeforeAndBehindAnother() {
        String path = three(domain());
        move(path, "c", "before", "a").then().statusCode(200).body("name", equalTo("c"));
        assertThat(names(path)).containsExactly("c", "a", "b");
        move(path, "c", "after", "b").then().statusCode(200);
        assertThat(names(path)).containsExactly("a", "b", "c");
        for (int i = 0; i < 50; i++) {
            move(path, i % 2 == 0 ? "c" : "b", "after", "a").then().statusCode(200);
        }
        assertThat(names(path)).containsExactly("a", "b", "c");
    }

    @Test
    void aMoveToWhereItStandsDrawsNoRevision() {
        String domain = domain();
        String path = three(domain);
        String before = operator().get(path + "/document").header("ETag");
        move(path, "b", "after", "a").then().statusCode(200);
        move(path, "c", "after", "b").then().statusCode(200);
        operator().get(path + "/document").then().header("ETag", before);
    }

    @Test
    void refusesAMoveBesideARuleOfSomebodyElse() {
        String path = three(domain());
        String foreign = addRule(domain(), "foreign").extract().path("id");
        operator()
                .body("{\"before\": \"" + foreign + "\"}")
                .post(path + "/" + idOf(path, "a") + "/move")
                .then()
                .statusCode(422)
                .body("violations.field", contains("before"));
    }

    @Test
    void copiesARuleToAnotherScope() {
        String from = three(domain());
        String organization = organization();
        String location = operator()
                .body("{\"to\": \"organization/" + organization + "\", \"name\": \"A copy\"}")
                .post(from + "/" + idOf(from, "a") + "/copy")
                .then()
                .statusCode(201)
                .body("name", equalTo("A copy"))
                .extract()
                .header("Location");
        assertThat(location).contains("/v1/organizations/" + organization + "/rules/");
        assertThat(names(from)).containsExactly("a", "b", "c");
    }

    @Test
    void makesTheRulesThoseOfADocument() {
        String path = three(domain());
        String b = idOf(path, "b");
        put(path, document(rule("new"), rule("b").replace("bank.example", "*"), rule("a")))
                .then()
                .statusCode(200)
                .body("created.name", contains("new"))
                .body("changed.name", contains("b"))
                .body("changed[0].fields.field", contains("criteria.to.anyOf"))
                .body("deleted.name", contains("c"))
                .body("moved.size()", equalTo(1));
        assertThat(names(path)).containsExactly("new", "b", "a");
        assertThat(idOf(path, "b")).isEqualTo(b);
    }

    @Test
    void applyingItsOwnDocumentIsNoChange() {
        String path = three(domain());
        Response document = operator().get(path + "/document");
        put(path, document.asString())
                .then()
                .statusCode(200)
                .header("ETag", document.header("ETag"))
                .body("changed", empty())
                .body("moved", empty());
        operator().get(path + "/document").then().header("ETag", document.header("ETag"));
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() {
        String path = three(domain());
        Response document = operator().get(path + "/document");
        operator()
                .body(document(rule("c"), rule("x")))
                .put(path + "?dryRun=true")
                .then()
                .statusCode(200)
                .header("ETag", document.header("ETag"))
                .body("dryRun", equalTo(true))
                .body("created.name", contains("x"))
                .body("deleted.name", contains("a", "b"));
        assertThat(names(path)).containsExactly("a", "b", "c");
    }

    @Test
    void refusesADocumentAsAWhole() {
        String path = three(domain());
        put(path, document(rule("d"), rule("d"), rule("e").replace("bank.example", "no domain")))
                .then()
                .statusCode(422)
                .body("violations.field", contains("rules[1].name", "rules[2].criteria.to.anyOf[0]"));
        assertThat(names(path)).containsExactly("a", "b", "c");
    }

    @Test
    void asksForAConditionWhereTheCallerIsStrict() {
        String path = three(domain());
        operator()
                .body(document())
                .put(path + "?strict=true")
                .then()
                .statusCode(428)
                .body("type", containsString("precondition-required"));
        operator().header("If-Match", "\"1\"").body(document()).put(path).then().statusCode(412);
        String rule = path + "/" + idOf(path, "a");
        operator().delete(rule + "?strict=true").then().statusCode(428);
        operator().header("If-Match", "*").delete(rule + "?strict=true").then().statusCode(204);
    }

    @Test
    void aPageGoesOnWhereItStoodWhenOtherRulesAreApplied() {
        String path = three(domain());
        String next = operator().get(path + "?limit=2").path("nextCursor");
        put(path, document(rule("x"), rule("y"), rule("b"), rule("c"))).then().statusCode(200);
        assertThat(names(path + "?limit=2&cursor=" + next)).containsExactly("c");
        assertThat(names(path)).containsExactly("x", "y", "b", "c");
    }

    @Test
    void filtersAList() {
        String path = three(domain());
        put(
                        path,
                        document(
                                rule("Banks").replace("\"direction\"", "\"enabled\": true, \"direction\""),
                                rule("Courts").replace("bank.example", "Court.example"),
                                rule("Marked")
                                        .replace(
                                                "\"criteria\": {",
                                                "\"criteria\": {\"headers\": {\"X-Class\": {\"anyOf\": [\"secret\"]}}, "),
                                rule("Inward").replace("outgoing", "incoming")))
                .then()
                .statusCode(200);
        assertThat(names(path + "?direction=incoming")).containsExactly("Inward");
        assertThat(names(path + "?enabled=true")).containsExactly("Banks");
        assertThat(names(path + "?text=COURT")).containsExactly("Courts");
        assertThat(names(path + "?text=x-class")).containsExactly("Marked");
        assertThat(names(path + "?text=anyOf")).isEmpty();
        assertThat(names(path + "?action=relayWithTls&direction=outgoing"))
                .containsExactly("Banks", "Courts", "Marked");
        operator().get(path + "?action=fly").then().statusCode(400).body("violations.field", contains("action"));
    }

    @Test
    void showsTheWholeChainWithItsOrigins() {
        String top = organization();
        String below = "org-" + UUID.randomUUID().toString().substring(0, 8);
        String domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        operator()
                .body("{\"displayName\": \"Below\", \"parent\": \"" + top + "\"}")
                .put("/v1/organizations/" + below)
                .then()
                .statusCode(201);
        operator()
                .body("{\"organization\": \"" + below + "\"}")
                .put("/v1/domains/" + domain)
                .then()
                .statusCode(201);
        put("/v1/domains/" + domain + "/rules", document(rule("own"))).then().statusCode(200);
        put("/v1/organizations/" + below + "/rules", document(rule("middle")))
                .then()
                .statusCode(200);
        put("/v1/organizations/" + top + "/rules", document(rule("first"), rule("second")))
                .then()
                .statusCode(200);
        operator()
                .get("/v1/domains/" + domain + "/effective-rules")
                .then()
                .statusCode(200)
                .body("items.rule.name", contains("first", "second", "middle", "own"))
                .body(
                        "items.origin",
                        contains(
                                "organization/" + top,
                                "organization/" + top,
                                "organization/" + below,
                                "domain/" + domain));
    }

    @Test
    void pagesStayTogetherWhileRulesComeAndGo() {
        String path = three(domain());
        Response first = operator().get(path + "?limit=2");
        operator().delete(path + "/" + idOf(path, "b")).then().statusCode(204);
        String rest = operator()
                .get(path + "?limit=2&cursor=" + first.path("nextCursor"))
                .then()
                .extract()
                .<List<String>>path("items.name")
                .stream()
                .collect(Collectors.joining(","));
        assertThat(Stream.of(first.<List<String>>path("items.name"), List.of(rest)))
                .containsExactly(List.of("a", "b"), List.of("c"));
    }
}
