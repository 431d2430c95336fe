package io.sealpost.rules.rule;

import static io.sealpost.rules.RunningService.addRule;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RuleIT implements RunningService {

    @Test
    void createsARuleSwitchedOff() {
        String path = "/v1/domains/" + domain() + "/rules";
        String location = operator()
                .body(rule("Banks"))
                .post(path)
                .then()
                .statusCode(201)
                .header("ETag", notNullValue())
                .body("enabled", equalTo(false))
                .body("direction", equalTo("outgoing"))
                .body("criteria.to.anyOf", contains("bank.example"))
                .body("actions.relayWithTls.level", equalTo("encrypt"))
                .extract()
                .header("Location");
        operator().get(location).then().statusCode(200).body("name", equalTo("Banks"));
    }

    @Test
    void switchesARuleOnByAPatch() {
        String domain = domain();
        String path = "/v1/domains/" + domain + "/rules/";
        String id = addRule(domain, "Banks").extract().path("id");
        operator()
                .body("{\"enabled\": true}")
                .patch(path + id)
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("name", equalTo("Banks"));
        operator()
                .contentType("application/merge-patch+json")
                .body("{\"enabled\": null, \"criteria\": {\"to\": {\"anyOf\": [\"CFO@Bank.Example\"]}}}")
                .patch(path + id)
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("criteria.to.anyOf", contains("CFO@bank.example"));
    }

    @Test
    void replacesAndDeletesARuleOfAnOrganization() {
        String path = "/v1/organizations/" + organization() + "/rules";
        var created =
                operator().body(rule("Banks")).post(path).then().statusCode(201).extract();
        String id = created.path("id");
        operator()
                .header("If-Match", created.header("ETag"))
                .body(rule("All banks").replace("\"level\": \"encrypt\"", ""))
                .put(path + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("All banks"))
                .body("actions.relayWithTls.level", nullValue());
        operator()
                .header("If-Match", created.header("ETag"))
                .delete(path + "/" + id)
                .then()
                .statusCode(412);
        operator().delete(path + "/" + id).then().statusCode(204);
        operator().get(path + "/" + id).then().statusCode(404);
    }

    @Test
    void keepsAllCriteriaAndWhenTheRuleIsInForce() {
        String path = "/v1/domains/" + domain() + "/rules/";
        String id =
                operator().body("""
                        {"name": "Contracts", "direction": "outgoing",
                         "activeFrom": "2026-01-01T00:00:00Z", "activeUntil": "2027-01-01T01:00:00+01:00",
                         "criteria": {"to": {"noneOf": ["press@bank.example"]}, "from": {"anyOf": ["/sales.*@.*/"]},
                          "subject": {"anyOf": ["contract"]}, "headers": {"X-Class": {"anyOf": ["secret"]}},
                          "size": {"atMost": 1000000}, "sourceNetwork": {"anyOf": ["192.0.2.0/24"]}},
                         "actions": {"relayWithTls": {}}}""").post(path).then().statusCode(201).extract().path("id");
        operator()
                .contentType("application/merge-patch+json")
                .body("{\"activeFrom\": null, \"criteria\": {\"headers\": {\"X-Class\": null, \"X-Kind\":"
                        + " {\"anyOf\": [\"b\"]}}, \"size\": null}}")
                .patch(path + id)
                .then()
                .statusCode(200);
        operator()
                .get(path + id)
                .then()
                .body("activeFrom", nullValue())
                .body("activeUntil", equalTo("2027-01-01T00:00:00Z"))
                .body("criteria.to.noneOf", contains("press@bank.example"))
                .body("criteria.from.anyOf", contains("/sales.*@.*/"))
                .body("criteria.subject.anyOf", contains("contract"))
                .body("criteria.headers.X-Kind.anyOf", contains("b"))
                .body("criteria.headers.X-Class", nullValue())
                .body("criteria.size", nullValue())
                .body("criteria.sourceNetwork.anyOf", contains("192.0.2.0/24"));
    }

    @Test
    void keepsAllThatARuleDemandsOfTls() {
        String domain = domain();
        String path = "/v1/domains/" + domain + "/rules/";
        String id = operator()
                .body(rule("Banks")
                        .replace(
                                "\"level\": \"encrypt\"",
                                "\"level\": \"secure\", \"minVersion\": \"TLSv1.3\","
                                        + " \"names\": [\".Provider.example\"], \"retryWindow\": \"P1D\""))
                .post(path)
                .then()
                .statusCode(201)
                .body("actions.relayWithTls.names", contains(".provider.example"))
                .extract()
                .path("id");
        operator()
                .contentType("application/merge-patch+json")
                .body("{\"actions\": {\"relayWithTls\": {\"minVersion\": null}}}")
                .patch(path + id)
                .then()
                .statusCode(200)
                .body("actions.relayWithTls.level", equalTo("secure"))
                .body("actions.relayWithTls.minVersion", nullValue())
                .body("actions.relayWithTls.retryWindow", equalTo("PT24H"));
        operator()
                .contentType("application/merge-patch+json")
                .body("{\"actions\": {\"relayWithTls\": {\"level\": \"dane\"}}}")
                .patch(path + id)
                .then()
                .statusCode(422)
                .body("violations.field", contains("actions.relayWithTls.names"))
                .body("violations.expected", contains("absent, unless the level is secure"));
    }

    @Test
    void refusesASecondRuleOfTheSameNameAndDirection() {
        String domain = domain();
        addRule(domain, "Banks");
        operator()
                .body(rule("Banks"))
                .post("/v1/domains/" + domain + "/rules")
                .then()
                .statusCode(409)
                .body("detail", containsString("Banks"));
        operator()
                .body(rule("Banks").replace("outgoing", "incoming"))
                .post("/v1/domains/" + domain + "/rules")
                .then()
                .statusCode(201);
    }

    @Test
    void listsRulesInTheirOrderPageByPage() {
        String domain = domain();
        List.of("z", "a", "m").forEach(name -> addRule(domain, name));
        var page = operator()
                .queryParam("limit", 2)
                .get("/v1/domains/" + domain + "/rules")
                .then()
                .body("items.name", contains("z", "a"))
                .extract();
        operator()
                .queryParam("limit", 2)
                .queryParam("cursor", page.<String>path("nextCursor"))
                .get("/v1/domains/" + domain + "/rules")
                .then()
                .body("items.name", contains("m"))
                .body("nextCursor", nullValue());
    }

    @Test
    void writersOfOneScopeTakeTurns() throws Exception {
        String domain = domain();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String body = rule("rule " + i % 20);
            statuses.add(writers.submit(() -> operator()
                    .body(body)
                    .post("/v1/domains/" + domain + "/rules")
                    .statusCode()));
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> status : statuses) {
            answers.add(status.get());
        }
        writers.shutdown();
        assertThat(answers).filteredOn(status -> status == 201).hasSize(20);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(4);
        var rules = operator().get("/v1/domains/" + domain + "/rules").then().extract();
        List<Integer> revisions = rules.path("items.revision");
        assertThat(revisions).as("in the order of the commits").isSorted().doesNotHaveDuplicates();
    }
}
