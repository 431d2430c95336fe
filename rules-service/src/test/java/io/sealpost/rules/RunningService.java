package io.sealpost.rules;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.test.DnsResource;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import io.sealpost.rules.access.OpenIdProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What all tests of the running service need: real parts, the operator's key, and things of their own. */
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(DnsResource.class)
@QuarkusTestResource(OpenIdProvider.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "rules"))
public interface RunningService {

    Path KEY_FILE = Path.of("target", "test-operator-key");

    static String key() {
        try {
            return Files.readString(KEY_FILE).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static RequestSpecification operator() {
        return with(key());
    }

    /** A request with a key, as {@link #key(String, String)} makes it. */
    static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    /** A new key of this role, bound to the organization. */
    static String key(String role, String organization) {
        return operator()
                .body("{\"name\": \"test\", \"role\": \"" + role + "\", \"organization\": \"" + organization + "\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    /** A new organization; returns its id. */
    static String organization() {
        String id = "org-" + UUID.randomUUID().toString().substring(0, 8);
        operator()
                .body("{\"displayName\": \"Acme\"}")
                .put("/v1/organizations/" + id)
                .then()
                .statusCode(201);
        return id;
    }

    /** A new domain in a new organization; returns its name. */
    static String domain() {
        String name = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        operator()
                .body("{\"organization\": \"" + organization() + "\"}")
                .put("/v1/domains/" + name)
                .then()
                .statusCode(201);
        return name;
    }

    static String rule(String name) {
        return """
                {"name": "%s", "direction": "outgoing", "criteria": {"to": {"anyOf": ["bank.example"]}},
                 "actions": {"relayWithTls": {"level": "encrypt"}}}""".formatted(name);
    }

    static ValidatableResponse addRule(String domain, String name) {
        return operator()
                .body(rule(name))
                .post("/v1/domains/" + domain + "/rules")
                .then()
                .statusCode(201);
    }
}
