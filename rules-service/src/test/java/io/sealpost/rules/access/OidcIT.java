package io.sealpost.rules.access;

import static io.sealpost.rules.RunningService.addRule;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.rule;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.rollout.FakeRelay;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** People with tokens of an OpenID provider, beside keys. All other tests of the running service run with one that is away. */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcIT implements RunningService {

    private String domain;
    private String acme;

    @BeforeEach
    void haveATenant() {
        domain = domain();
        acme = operator().get("/v1/domains/" + domain).path("organization");
    }

    private static Map<String, Object> claims(String role, String organization) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", OpenIdProvider.issuer());
        claims.put("aud", List.of("account", "sealpost"));
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("preferred_username", "alice");
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", Instant.now().getEpochSecond() + 300);
        claims.put("sealpost_role", role);
        if (organization != null) {
            claims.put("sealpost_organization", organization);
        }
        return claims;
    }

    /** The claims of an admin but for one. */
    private Map<String, Object> but(String claim, Object value) {
        Map<String, Object> claims = claims("admin", acme);
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    private int status(String token) {
        return with(token).get("/v1/domains/" + domain).statusCode();
    }

    @Test
    @Order(1)
    void whileTheProviderIsAwayPeopleWaitAndKeysWork() {
        String admin = OpenIdProvider.token(claims("admin", acme));
        with(admin)
                .get("/v1/domains/" + domain)
                .then()
                .statusCode(503)
                .body("type", equalTo("https://sealpost.io/problems/unavailable"));
        operator().get("/v1/domains/" + domain).then().statusCode(200);
        OpenIdProvider.present(true);
        assertThat(status(admin)).isEqualTo(200);
        OpenIdProvider.present(false);
        assertThat(status(OpenIdProvider.token(claims("viewer", acme)))).isEqualTo(200);
        assertThat(status(OpenIdProvider.token("unknown", claims("viewer", acme))))
                .isEqualTo(401);
    }

    @Test
    void aPersonReachesWhatAKeyOfTheRoleWould() {
        OpenIdProvider.present(true);
        String rules = "/v1/domains/" + domain + "/rules";
        String foreign = domain();
        addRule(domain, "Banks");

        String viewer = OpenIdProvider.token(claims("viewer", acme));
        with(viewer).get(rules).then().statusCode(200).body("items", hasSize(1));
        with(viewer).body(rule("Clinics")).post(rules).then().statusCode(403);

        String admin = OpenIdProvider.token(claims("admin", acme));
        with(admin).body(rule("Clinics")).post(rules).then().statusCode(201);
        with(admin).get("/v1/domains").then().statusCode(200).body("items.name", contains(domain));
        with(admin).get("/v1/domains/" + foreign).then().statusCode(404);
        with(admin).get("/v1/relays").then().statusCode(403);

        String operators = OpenIdProvider.token(claims("operator", null));
        with(operators).get("/v1/domains/" + foreign).then().statusCode(200);
        with(operators).get("/v1/relays").then().statusCode(200);
    }

    /** As {@link TenancyIT} has it of keys. */
    @Test
    void everyOperationRefusesPeopleToWhomItDoesNotBelong() throws Exception {
        OpenIdProvider.present(true);
        World world = new World("people");
        String before = has(world);
        SoftAssertions softly = new SoftAssertions();
        try (FakeRelay relay = TenancyIT.relay()) {
            for (Operation operation : Operation.all()) {
                refuses(operation, world, softly);
            }
            relay.retire();
        }
        softly.assertThat(has(world)).isEqualTo(before);
        softly.assertAll();
    }

    private static void refuses(Operation operation, World world, SoftAssertions softly) {
        if (operation.isWrite()) {
            String viewer = OpenIdProvider.token(claims("viewer", world.acme));
            softly.assertThat(operation.ask(world, TenancyIT.bare(viewer)).statusCode())
                    .as("viewer: %s", operation)
                    .isEqualTo(403);
        }
        for (String organization : List.of(world.child, world.other)) {
            String admin = OpenIdProvider.token(claims("admin", organization));
            TenancyIT.refused("person of another organization", operation, world, admin, softly);
        }
    }

    private static String has(World world) {
        return Stream.of("", "/effective-rules", "/submitters")
                .map(part -> operator()
                        .get("/v1/domains/" + world.domain + part)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .collect(Collectors.joining());
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedAsAnUnknownKeyIs() {
        OpenIdProvider.present(true);
        Map<String, Object> good = claims("admin", acme);
        String[] parts = OpenIdProvider.token(claims("viewer", acme)).split("\\.");
        String[] stronger = OpenIdProvider.token(good).split("\\.");
        Map<String, String> bad = new HashMap<>();
        bad.put("expired", OpenIdProvider.token(but("exp", Instant.now().getEpochSecond() - 1)));
        bad.put("never ends", OpenIdProvider.token(but("exp", null)));
        bad.put("of another issuer", OpenIdProvider.token(but("iss", "https://else.example")));
        bad.put("for another audience", OpenIdProvider.token(but("aud", "else")));
        bad.put("for no audience", OpenIdProvider.token(but("aud", null)));
        bad.put("of nobody", OpenIdProvider.token(but("sub", null)));
        bad.put("signed by a stranger", OpenIdProvider.token("strange", good));
        bad.put("signed by a key that nobody knows", OpenIdProvider.token("unknown", good));
        bad.put("signed with the public key as a secret", OpenIdProvider.token("HS256", good));
        bad.put("not signed", OpenIdProvider.token("none", good));
        bad.put("with another's signature", parts[0] + "." + stronger[1] + "." + parts[2]);
        bad.put("not a token", "a.b.c");

        assertThat(status(OpenIdProvider.token(good))).isEqualTo(200);
        assertThat(bad)
                .allSatisfy((name, token) -> assertThat(status(token)).as(name).isEqualTo(401));
    }

    @Test
    void aPersonWithoutARoleOrAnOrganizationOfThisServiceIsForbidden() {
        OpenIdProvider.present(true);
        assertThat(status(OpenIdProvider.token(but("sealpost_role", null)))).isEqualTo(403);
        assertThat(status(OpenIdProvider.token(but("sealpost_role", "root")))).isEqualTo(403);
        assertThat(status(OpenIdProvider.token(but("sealpost_organization", null))))
                .isEqualTo(403);
        assertThat(status(OpenIdProvider.token(but("sealpost_organization", "not-there"))))
                .isEqualTo(403);
    }

    @Test
    void theAuditNamesThePersonAndARepeatedPostIsDoneOnce() {
        OpenIdProvider.present(true);
        Map<String, Object> claims = claims("admin", acme);
        String rules = "/v1/domains/" + domain + "/rules";
        String token = OpenIdProvider.token(claims);
        claims.put("exp", Instant.now().getEpochSecond() + 600);
        for (String each : List.of(token, OpenIdProvider.token(claims))) {
            with(each)
                    .header("Idempotency-Key", domain)
                    .body(rule("Banks"))
                    .post(rules)
                    .then()
                    .statusCode(201);
        }
        operator().get(rules).then().body("items", hasSize(1));

        String subject = "oidc:" + claims.get("sub");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> operator()
                        .queryParam("actor", subject)
                        .get("/v1/audit")
                        .then()
                        .statusCode(200)
                        .body("items.key", contains(subject))
                        .body("items.actor", contains("oidc:alice")));
        assertThat(operator().queryParam("actor", subject).get("/v1/audit").asString())
                .doesNotContain(token.split("\\.")[1]);
    }

    @Test
    void noKeyOfAPersonOutlivesTheToken() {
        OpenIdProvider.present(true);
        Map<String, Object> claims = claims("admin", acme);
        String key = "{\"name\": \"n\", \"role\": \"viewer\", \"organization\": \"" + acme + "\"";
        String token = OpenIdProvider.token(claims);
        String end = Instant.ofEpochSecond((long) claims.get("exp")).toString();

        with(token)
                .body(key + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(422)
                .body("violations.field", contains("expires"));
        with(token)
                .body(key + ", \"expires\": \"" + end + "\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201);
    }

    @Test
    void noKeyHasTheNameOfAPerson() {
        operator()
                .body("{\"name\": \"oidc:alice\", \"role\": \"viewer\", \"organization\": \"" + acme + "\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(422)
                .body("violations.field", contains("name"));
    }
}
