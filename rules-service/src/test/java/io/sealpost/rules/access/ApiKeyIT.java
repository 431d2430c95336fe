package io.sealpost.rules.access;

import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sealpost.rules.RunningService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeyIT implements RunningService {

    private static Response ask(String asker, String role, String organization, String expires) {
        String end = expires == null ? "" : ", \"expires\": \"" + expires + "\"";
        String bound = organization == null ? "" : ", \"organization\": \"" + organization + "\"";
        return with(asker)
                .body("{\"name\": \"asked\", \"role\": \"" + role + "\"" + bound + end + "}")
                .post("/v1/api-keys");
    }

    private static String below(String parent) {
        String child = organization();
        operator()
                .body("{\"displayName\": \"Below\", \"parent\": \"" + parent + "\"}")
                .put("/v1/organizations/" + child)
                .then()
                .statusCode(200);
        return child;
    }

    private static String id(String key) {
        return key.split("_")[1];
    }

    @Test
    void showsAKeyOnceAndWithItsMakingAlone() {
        String acme = organization();
        Response made = ask(RunningService.key(), "admin", acme, null);
        made.then().statusCode(201).header("Cache-Control", equalTo("no-store"));
        operator()
                .get(made.header("Location"))
                .then()
                .statusCode(200)
                .body("role", equalTo("admin"))
                .body("organization", equalTo(acme))
                .body("key", nullValue());
        assertThat(operator().get("/v1/api-keys?limit=1000").asString()).doesNotContain((String) made.path("key"));
    }

    @Test
    void grantsNoHigherRoleNoOtherOrganizationAndNoLaterEnd() {
        String acme = organization();
        String above = key("admin", acme);
        String child = below(acme);
        ask(above, "operator", null, null).then().statusCode(403);
        ask(above, "admin", organization(), null)
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("organization"));
        ask(above, "viewer", child, null).then().statusCode(201);
        String childKey = key("admin", child);
        ask(childKey, "admin", acme, null).then().statusCode(422);
        ask(key("viewer", acme), "viewer", acme, null).then().statusCode(403);

        Instant soon = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        String ending = ask(above, "admin", acme, soon.toString()).path("key");
        ask(ending, "admin", acme, null).then().statusCode(422).body("violations[0].field", equalTo("expires"));
        ask(ending, "admin", acme, soon.plusMillis(1).toString()).then().statusCode(422);
        ask(ending, "admin", acme, soon.toString()).then().statusCode(201);
    }

    @Test
    void namesEveryValueThatDoesNotFit() {
        operator()
                .body("{\"role\": \"root\", \"expires\": \"2001-01-01T00:00:00Z\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(422)
                .body("violations.field", equalTo(java.util.List.of("name", "role", "organization", "expires")));
    }

    @Test
    void isNobodysOnceRevoked() {
        String acme = organization();
        String key = key("admin", acme);
        with(key).get("/v1/organizations/" + acme).then().statusCode(200);
        operator().delete("/v1/api-keys/" + id(key)).then().statusCode(204);
        with(key).get("/v1/organizations/" + acme).then().statusCode(401);
        operator().get("/v1/api-keys/" + id(key)).then().statusCode(404);
    }

    @Test
    void isNobodysOnceExpired() {
        String acme = organization();
        Instant soon = Instant.now().plusMillis(1500);
        String key = ask(RunningService.key(), "admin", acme, soon.toString()).path("key");
        with(key).get("/v1/organizations/" + acme).then().statusCode(200);
        await().until(() -> with(key).get("/v1/organizations/" + acme).statusCode() == 401);
        assertThat(Instant.now()).isAfter(soon);
    }

    @Test
    void tellsWhenItWasLastUsed() {
        String acme = organization();
        String key = key("viewer", acme);
        Instant before = Instant.now();
        with(key).get("/v1/organizations/" + acme).then().statusCode(200);
        await().until(() -> operator().get("/v1/api-keys/" + id(key)).path("lastUsed") != null);
        String used = operator().get("/v1/api-keys/" + id(key)).path("lastUsed");
        assertThat(Instant.parse(used)).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void showsOnlyKeysOfTheSubtree() {
        String acme = organization();
        String admin = key("admin", acme);
        String inside = key("viewer", below(acme));
        String outside = key("viewer", organization());
        with(admin)
                .get("/v1/api-keys")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id(inside)))
                .body("items.id", not(hasItem(id(outside))))
                .body("items.role", everyItem(not(equalTo("operator"))));
        with(admin).get("/v1/api-keys/" + id(outside)).then().statusCode(404);
        with(admin).get("/v1/api-keys/" + id(RunningService.key())).then().statusCode(404);
    }

    @Test
    void keepsTheLastKeyOfAnOperator() {
        operator().delete("/v1/api-keys/" + id(RunningService.key())).then().statusCode(409);
    }

    @Test
    void keepsAnOrganizationThatHasKeys() {
        String acme = organization();
        String key = key("admin", acme);
        operator().delete("/v1/organizations/" + acme).then().statusCode(409);
        operator().delete("/v1/api-keys/" + id(key)).then().statusCode(204);
        operator().delete("/v1/organizations/" + acme).then().statusCode(204);
    }
}
