package io.sealpost.relay.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.relay.RelayResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(RelayResource.class)
class DestinationResourceIT {
    private static final String PAUSE = "/v1/destinations/paused.example/pause";

    @AfterEach
    void resume() {
        operator().delete(PAUSE);
        operator().delete("/v1/destinations/quiet.example/pause");
    }

    @Test
    void letsNobodyInWithoutTheSecret() {
        given().get("/v1/destinations").then().statusCode(401);
        given().contentType(ContentType.JSON).put(PAUSE).then().statusCode(401);
        given().delete(PAUSE).then().statusCode(401);
    }

    @Test
    void pausesAndResumes() {
        operator()
                .contentType(ContentType.JSON)
                .body("{\"reason\": \"asked for\"}")
                .put("/v1/destinations/PAUSED.example./pause")
                .then()
                .statusCode(200)
                .body("reason", equalTo("asked for"))
                .body("since", notNullValue());
        operator()
                .get("/v1/destinations/paused.example")
                .then()
                .statusCode(200)
                .body("waiting", equalTo(0))
                .body("running", equalTo(0))
                .body("limit", equalTo(5))
                .body("dead", nullValue())
                .body("paused.reason", equalTo("asked for"));
        operator().delete(PAUSE).then().statusCode(204);
        operator()
                .delete(PAUSE)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://sealpost.io/problems/not-paused"));
        operator().get("/v1/destinations/paused.example").then().statusCode(404);
    }

    @Test
    void pausesWithoutAReason() {
        operator()
                .contentType(ContentType.JSON)
                .put(PAUSE)
                .then()
                .statusCode(200)
                .body("reason", nullValue());
    }

    @Test
    void listsDestinationsInPages() {
        operator().contentType(ContentType.JSON).put(PAUSE).then().statusCode(200);
        operator()
                .contentType(ContentType.JSON)
                .put("/v1/destinations/quiet.example/pause")
                .then()
                .statusCode(200);

        operator()
                .queryParam("limit", 1)
                .queryParam("cursor", "paused.exam")
                .get("/v1/destinations")
                .then()
                .statusCode(200)
                .body("items.domain", hasItem("paused.example"))
                .body("nextCursor", equalTo("paused.example"));
        operator()
                .queryParam("cursor", "paused.example")
                .get("/v1/destinations")
                .then()
                .body("items.domain", hasItem("quiet.example"))
                .body("nextCursor", nullValue());
    }

    @Test
    void refusesWhatDoesNotFit() {
        operator()
                .contentType(ContentType.JSON)
                .body("{\"reason\": \"two\\nlines\"}")
                .put(PAUSE)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("reason: expected 1 to 200 printable characters"));
        operator()
                .contentType(ContentType.JSON)
                .put("/v1/destinations/no_domain!/pause")
                .then()
                .statusCode(400)
                .body("detail", containsString("domain"));
        operator()
                .queryParam("limit", 0)
                .get("/v1/destinations")
                .then()
                .statusCode(400)
                .body("detail", containsString("limit"));
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + RelayResource.ADMIN_TOKEN);
    }
}
