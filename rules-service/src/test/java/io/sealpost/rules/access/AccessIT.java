package io.sealpost.rules.access;

import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in bodies and lists; what stands in paths, each operation is asked for in {@code TenancyIT}. */
@QuarkusTest
class AccessIT implements RunningService {

    private String domain;
    private String acme;
    private String admin;

    @BeforeEach
    void haveATenant() {
        domain = domain();
        acme = operator().get("/v1/domains/" + domain).path("organization");
        admin = key("admin", acme);
    }

    private static String newName(String start) {
        return start + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String body(String parent, String contact) {
        String above = parent == null ? "" : ", \"parent\": \"" + parent + "\"";
        String hears = contact == null ? "" : ", \"contact\": \"" + contact + "\"";
        return "{\"displayName\": \"Acme\"" + above + hears + "}";
    }

    @Test
    void listsShowTheSubtreeAlone() {
        domain();
        with(admin).get("/v1/organizations").then().statusCode(200).body("items.id", contains(acme));
        with(admin).get("/v1/domains").then().statusCode(200).body("items.name", contains(domain));
    }

    @Test
    void saysTheSameOfForeignAndOfMissing() {
        String foreign = with(admin)
                .get("/v1/domains/" + domain())
                .then()
                .statusCode(404)
                .extract()
                .path("detail");
        String missing = with(admin)
                .get("/v1/domains/no.example")
                .then()
                .statusCode(404)
                .extract()
                .path("detail");
        assertThat(foreign.replaceAll("\"[^\"]*\"", "")).isEqualTo(missing.replaceAll("\"[^\"]*\"", ""));
    }

    @Test
    void anAdminMakesOrganizationsBelowItsOwnAlone() {
        String child = newName("child-");
        with(admin)
                .body(body(null, null))
                .put("/v1/organizations/" + child)
                .then()
                .statusCode(403);
        with(admin)
                .body(body(organization(), null))
                .put("/v1/organizations/" + child)
                .then()
                .statusCode(422);
        with(admin)
                .body(body(acme, null))
                .put("/v1/organizations/" + child)
                .then()
                .statusCode(201);
        with(admin).get("/v1/organizations/" + child).then().statusCode(200).body("parent", equalTo(acme));
    }

    @Test
    void onlyAnOperatorMovesAnOrganization() {
        String one = newName("one-");
        String two = newName("two-");
        with(admin)
                .body(body(acme, null))
                .put("/v1/organizations/" + one)
                .then()
                .statusCode(201);
        with(admin)
                .body(body(acme, null))
                .put("/v1/organizations/" + two)
                .then()
                .statusCode(201);
        with(admin).body(body(one, null)).put("/v1/organizations/" + two).then().statusCode(403);
        with(admin)
                .body(body(null, null))
                .put("/v1/organizations/" + two)
                .then()
                .statusCode(403);
        operator().body(body(one, null)).put("/v1/organizations/" + two).then().statusCode(200);
    }

    @Test
    void aContactElsewhereNeedsAnOperator() {
        with(admin)
                .body(body(null, "x@" + domain()))
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(403);
        with(admin)
                .body(body(null, "postmaster@" + domain))
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(200);
        operator()
                .body(body(null, "x@else.example"))
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(200);
        with(admin)
                .body(body(null, "x@else.example"))
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(200);
    }

    @Test
    void aDomainOfAnAdminIsPendingAndNoContact() {
        String mine = newName("d") + ".example";
        with(admin)
                .body("{\"organization\": \"" + organization() + "\"}")
                .put("/v1/domains/" + mine)
                .then()
                .statusCode(422);
        with(admin)
                .body("{\"organization\": \"" + acme + "\"}")
                .put("/v1/domains/" + mine)
                .then()
                .statusCode(201)
                .body("state", equalTo("pending"))
                .body("challenge.name", equalTo("_sealpost-challenge." + mine));
        with(admin)
                .body(body(null, "x@" + mine))
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(403);
        operator()
                .body("{\"organization\": \"" + acme + "\"}")
                .put("/v1/domains/" + mine)
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"))
                .body("verifiedBy", equalTo("operator"));
        with(admin)
                .body(body(null, "x@" + mine))
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(200);
    }

    @Test
    void operationIsForOperators() {
        with(admin).get("/v1/relays").then().statusCode(403);
        with(admin).post("/v1/epoch").then().statusCode(403);
    }

    @Test
    void anEncodedPathIsDecidedAsItIsRead() {
        String foreign = organization();
        with(admin)
                .urlEncodingEnabled(false)
                .get("/v1/organizations/" + foreign.replace("o", "%6f"))
                .then()
                .statusCode(404);
        with(admin)
                .urlEncodingEnabled(false)
                .get("//v1//organizations/" + foreign + ";organization=" + acme)
                .then()
                .statusCode(404);
        with(admin)
                .urlEncodingEnabled(false)
                .get("/v1/organizations/" + acme.replace("o", "%6f"))
                .then()
                .statusCode(200);
    }
}
