package io.sealpost.rules.scope;

import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScopeIT implements RunningService {

    @Test
    void createsAnOrganizationAndReadsItBack() {
        String id = "acme-" + UUID.randomUUID();
        operator()
                .body("{\"displayName\": \" Acme \", \"contact\": \"postmaster@ACME.example\", \"locale\": \"en-us\"}")
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/organizations/" + id))
                .header("ETag", notNullValue());
        operator()
                .get("/v1/organizations/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("displayName", equalTo("Acme"))
                .body("contact", equalTo("postmaster@acme.example"))
                .body("locale", equalTo("en-US"));
    }

    @Test
    void repeatingAPutChangesNothing() {
        String id = organization();
        int before = operator().get("/v1/organizations/" + id).path("revision");
        operator()
                .body("{\"displayName\": \"Acme\"}")
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(200)
                .body("revision", equalTo(before));
    }

    @Test
    void refusesACycleOfOrganizations() {
        String top = organization();
        String below = organization();
        operator()
                .body("{\"displayName\": \"B\", \"parent\": \"" + top + "\"}")
                .put("/v1/organizations/" + below)
                .then()
                .statusCode(200);
        operator()
                .body("{\"displayName\": \"A\", \"parent\": \"" + below + "\"}")
                .put("/v1/organizations/" + top)
                .then()
                .statusCode(409)
                .body("type", endsWith("/conflict"));
    }

    @Test
    void keepsAnOrganizationThatStillHasADomain() {
        String domain = domain();
        String owner = operator().get("/v1/domains/" + domain).path("organization");
        operator().delete("/v1/organizations/" + owner).then().statusCode(409);
        operator().delete("/v1/domains/" + domain).then().statusCode(204);
        operator().delete("/v1/organizations/" + owner).then().statusCode(204);
        operator().get("/v1/organizations/" + owner).then().statusCode(404);
    }

    @Test
    void pagesThroughOrganizations() {
        String one = organization();
        String two = organization();
        String first = one.compareTo(two) < 0 ? one : two;
        String second = first.equals(one) ? two : one;
        String cursor = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        first.substring(0, first.length() - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        operator()
                .queryParam("cursor", cursor)
                .queryParam("limit", 1)
                .get("/v1/organizations")
                .then()
                .body("items.id", contains(first))
                .body("nextCursor", notNullValue());
        operator().queryParam("limit", 1000).get("/v1/organizations").then().body("items.id", hasItem(second));
    }

    @Test
    void namesADomainByItsALabels() {
        String owner = organization();
        String label = "bücher" + UUID.randomUUID().toString().substring(0, 8);
        String ascii = java.net.IDN.toASCII(label) + ".example";
        operator()
                .body("{\"organization\": \"" + owner + "\", \"inboundHost\": \"MAIL.example\"}")
                .put("/v1/domains/" + label.toUpperCase(java.util.Locale.ROOT) + ".EXAMPLE.")
                .then()
                .statusCode(201)
                .body("name", equalTo(ascii))
                .body("inboundHost", equalTo("mail.example:25"))
                .header("Location", endsWith("/v1/domains/" + ascii));
        operator().get("/v1/domains/" + label + ".example").then().statusCode(200);
    }

    @Test
    void limitsAndSuspendsADomainAsAWhole() {
        String domain = domain();
        String owner = operator().get("/v1/domains/" + domain).path("organization");
        operator()
                .body("{\"organization\": \"" + owner
                        + "\", \"suspended\": true, \"limits\": {\"messagesPerHour\": 20000}}")
                .put("/v1/domains/" + domain)
                .then()
                .statusCode(200);
        operator()
                .get("/v1/domains/" + domain)
                .then()
                .body("suspended", equalTo(true))
                .body("limits", equalTo(java.util.Map.of("messagesPerHour", 20000)));
    }

    @Test
    void refusesALimitThatIsNone() {
        operator()
                .body("{\"organization\": \"" + organization() + "\", \"limits\": {\"recipientsPerHour\": 0}}")
                .put("/v1/domains/" + UUID.randomUUID() + ".example")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("limits.recipientsPerHour"));
    }

    @Test
    void refusesADomainOfAnUnknownOrganization() {
        operator()
                .body("{\"organization\": \"nobody\"}")
                .put("/v1/domains/lost.example")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("organization"))
                .body("violations[0].value", equalTo("nobody"));
    }

    @Test
    void writesOnlyWhatIfMatchNames() {
        String id = organization();
        operator()
                .header("If-Match", "\"0\"")
                .body("{\"displayName\": \"Other\"}")
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(412);
        String etag = operator().get("/v1/organizations/" + id).header("ETag");
        operator()
                .header("If-Match", etag)
                .body("{\"displayName\": \"Other\"}")
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void makesADeletedDomainAnewWithoutItsOldRules() {
        String domain = domain();
        String owner = operator().get("/v1/domains/" + domain).path("organization");
        RunningService.addRule(domain, "Banks");
        operator().delete("/v1/domains/" + domain).then().statusCode(204);
        operator().get("/v1/domains/" + domain + "/rules").then().statusCode(404);
        operator()
                .body("{\"organization\": \"" + owner + "\"}")
                .put("/v1/domains/" + domain)
                .then()
                .statusCode(201);
        operator()
                .get("/v1/domains/" + domain + "/rules")
                .then()
                .statusCode(200)
                .body("items", equalTo(java.util.List.of()));
    }
}
