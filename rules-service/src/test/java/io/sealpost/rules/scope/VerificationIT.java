package io.sealpost.rules.scope;

import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sealpost.platform.test.DnsResource;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.TopicWatcher;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VerificationIT implements RunningService {

    private final String name = "p" + UUID.randomUUID().toString().substring(0, 8) + ".example";

    private ValidatableResponse registered(String organization) {
        return with(key("admin", organization))
                .body("{\"organization\": \"" + organization + "\"}")
                .put("/v1/domains/" + name)
                .then()
                .statusCode(201)
                .body("state", equalTo("pending"));
    }

    private void publish(ValidatableResponse registered) {
        DnsResource.txt(
                registered.extract().path("challenge.name"),
                registered.extract().path("challenge.value"));
    }

    @Test
    void staysPendingWithoutTheRecordAndIsVerifiedWithIt() {
        String acme = organization();
        ValidatableResponse registered = registered(acme);
        String verification = "/v1/domains/" + name + "/verification";
        DnsResource.txt("_sealpost-challenge." + name, "sealpost=of-somebody-else");
        operator().post(verification).then().statusCode(409).body("detail", containsString("1 others"));
        publish(registered);
        operator()
                .post(verification)
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"))
                .body("verifiedBy", equalTo("dns"))
                .body("challenge", nullValue());
        operator().post(verification).then().statusCode(200);
    }

    @Test
    void isVerifiedByItselfOnceTheRecordIsThere() {
        publish(registered(organization()));
        await().untilAsserted(() -> operator().get("/v1/domains/" + name).then().body("state", equalTo("verified")));
    }

    @Test
    void isPublishedAsAbsentWhileItIsPending() {
        String acme = organization();
        registered(acme);
        operator()
                .body("{\"network\": \"192.0.2.0/24\"}")
                .post("/v1/domains/" + name + "/submitters")
                .then()
                .statusCode(201);
        RunningService.addRule(name, "Banks");
        try (TopicWatcher topic = new TopicWatcher(TopicWatcher.servers())) {
            topic.await("domain/" + name, value -> value.path("deleted").asBoolean() && !value.has("rules"));
            operator()
                    .body("{\"organization\": \"" + acme + "\"}")
                    .put("/v1/domains/" + name)
                    .then()
                    .statusCode(200);
            topic.await(
                    "domain/" + name,
                    value -> value.path("submitters").size() == 1
                            && value.path("rules").size() == 1);
        }
    }

    @Test
    void asksAnewWhenAnotherOrganizationTakesIt() {
        String acme = organization();
        String below = "below-" + UUID.randomUUID().toString().substring(0, 8);
        String admin = key("admin", acme);
        with(admin)
                .body("{\"displayName\": \"Below\", \"parent\": \"" + acme + "\"}")
                .put("/v1/organizations/" + below)
                .then()
                .statusCode(201);
        String first = registered(acme).extract().path("challenge.value");
        with(admin)
                .body("{\"organization\": \"" + below + "\"}")
                .put("/v1/domains/" + name)
                .then()
                .statusCode(200)
                .body("challenge.value", not(equalTo(first)));
    }
}
