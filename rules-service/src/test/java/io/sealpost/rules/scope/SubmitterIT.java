package io.sealpost.rules.scope;

import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Network;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubmitterIT implements RunningService {

    @Inject
    Submitters submitters;

    private String domain = "";
    private String path = "";

    @BeforeEach
    void register() {
        domain = domain();
        path = "/v1/domains/" + domain + "/submitters";
    }

    @Test
    void addsAndRemovesANetwork() {
        String id = add("{\"network\": \"2001:DB8:1::/48\", \"forwards\": true}")
                .body("network", equalTo("2001:db8:1::/48"))
                .body("forwards", equalTo(true))
                .body("suspended", equalTo(false))
                .body("limits.messagesPerHour", equalTo(10_000))
                .body("limits.recipientsPerHour", equalTo(100_000))
                .body("secret", nullValue())
                .extract()
                .path("id");
        operator().get(path).then().body("items.id", contains(id)).body("nextCursor", nullValue());
        operator().body("{\"network\": \"2001:db8:1::/48\"}").post(path).then().statusCode(409);
        operator().get(path + "/" + id).then().statusCode(200);
        operator().delete(path + "/" + id).then().statusCode(204);
        operator().get(path + "/" + id).then().statusCode(404);
    }

    @Test
    void showsTheSecretOfACredentialOnce() {
        ValidatableResponse added = add("{\"username\": \"MailOut\"}")
                .body("username", equalTo("mailout"))
                .body("login", equalTo("mailout@" + domain))
                .body("limits.messagesPerHour", equalTo(1_000))
                .body("secret", startsWith("sealpost_smtp_"));
        String id = added.extract().path("id");
        operator().get(path + "/" + id).then().body("login", notNullValue()).body("secret", nullValue());
        operator().get(path).then().body("items[0].secret", nullValue());
    }

    @Test
    void rotatesWithAnOverlap() {
        ValidatableResponse added = add("{\"username\": \"mailout\"}");
        String id = added.extract().path("id");
        String first = added.extract().path("secret");

        ValidatableResponse rotated = operator()
                .body("{\"overlap\": \"PT2H\"}")
                .post(path + "/" + id + "/rotate")
                .then()
                .statusCode(200);

        assertThat(rotated.extract().<String>path("secret")).isNotEqualTo(first);
        Instant until = Instant.parse(rotated.extract().path("previousSecretValidUntil"));
        assertThat(until)
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(119)),
                        Instant.now().plus(Duration.ofHours(2)));
        operator()
                .body("{\"overlap\": \"P31D\"}")
                .post(path + "/" + id + "/rotate")
                .then()
                .statusCode(422);
    }

    @Test
    void hasNoSecretOfANetworkToRotate() {
        String id = add("{\"network\": \"192.0.2.1\"}").extract().path("id");
        operator().body("{}").post(path + "/" + id + "/rotate").then().statusCode(409);
    }

    @Test
    void patchesSuspensionAndLimits() {
        String id = add("{\"username\": \"mailout\"}").extract().path("id");
        operator()
                .body("{\"suspended\": true, \"limits\": {\"messagesPerHour\": 5}}")
                .patch(path + "/" + id)
                .then()
                .statusCode(200)
                .body("suspended", equalTo(true))
                .body("limits.messagesPerHour", equalTo(5))
                .body("limits.recipientsPerHour", equalTo(10_000));
        operator()
                .body("{\"limits\": null}")
                .patch(path + "/" + id)
                .then()
                .body("suspended", equalTo(true))
                .body("limits.messagesPerHour", equalTo(1_000));
    }

    @Test
    void namesWhatDoesNotFit() {
        refuses("{\"network\": \"0.0.0.0/0\"}", "network");
        refuses("{}", "network");
        refuses("{\"network\": \"192.0.2.0/24\", \"username\": \"mailout\"}", "network");
        refuses("{\"username\": \"mail@out\"}", "username");
        refuses("{\"username\": \"mailout\", \"limits\": {\"messagesPerHour\": 0}}", "limits.messagesPerHour");
        operator()
                .body("{\"username\": \"mailout\", \"limits\": {\"messagesPerHour\": 1.5}}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations[0].expected", equalTo("a whole number"));
        operator()
                .body("{\"username\": \"mailout\", \"secret\": \"chosen\"}")
                .post(path)
                .then()
                .statusCode(400);
    }

    @Test
    void findsTheNetworkOfAnotherOrganizationThatOverlaps() {
        add("{\"network\": \"2001:db8:77::/48\"}");
        String other = domain();

        assertThat(overlapping("2001:db8:77:1::/64", other)).contains(domain);
        assertThat(overlapping("2001:db8:77:1::/64", domain)).isEmpty();
        assertThat(overlapping("2001:db8:78::/48", other)).isEmpty();
    }

    private Optional<String> overlapping(String network, String of) {
        return QuarkusTransaction.requiringNew()
                .call(() -> submitters.overlapping(
                        Network.parse(network).orElseThrow(),
                        DomainName.parse(of).orElseThrow()));
    }

    private void refuses(String body, String field) {
        operator().body(body).post(path).then().statusCode(422).body("violations[0].field", equalTo(field));
    }

    private ValidatableResponse add(String body) {
        return operator().body(body).post(path).then().statusCode(201);
    }
}
