package io.sealpost.rules.audit;

import static io.sealpost.rules.RunningService.key;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.organization;
import static io.sealpost.rules.RunningService.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sealpost.rules.RunningService;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the audit and who sees it; that every write stands there, {@code TenancyIT} asks of each operation. */
@QuarkusTest
class AuditIT implements RunningService {

    /** Parts of a database that are nobody's: how publishing stands, what guards the audit, and the migrations. */
    private static final Set<String> NOBODYS = Set.of(
            "scopes",
            "audit",
            "audit_seals",
            "audit_unsealed",
            "api_key_uses",
            "idempotent_answers",
            "flyway_schema_history");

    @Inject
    AgroalDataSource database;

    private static ValidatableResponse sealed(String scope, int changes) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> operator()
                        .queryParam("scope", scope)
                        .get("/v1/audit")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(changes)));
        return operator().queryParam("scope", scope).get("/v1/audit").then();
    }

    @Test
    void warnsOfRulesThatBreakSignatures() {
        String acme = organization();
        for (String actions : List.of("{\"prependSubject\": \"[Extern]\"}", "{\"relayWithTls\": {}}")) {
            operator()
                    .body("{\"name\": \"Rule " + actions.length()
                            + "\", \"direction\": \"outgoing\", \"criteria\": {\"to\": {\"anyOf\": [\"*\"]}}, \"actions\": "
                            + actions + "}")
                    .post("/v1/organizations/" + acme + "/rules")
                    .then()
                    .statusCode(201);
        }
        sealed("organization/" + acme, 3)
                .body("items[1].warnings", contains(startsWith("[Extern]: A DKIM signature")))
                .body("items[0].warnings", nullValue())
                .body("items[2].warnings", nullValue());
    }

    @Test
    void tellsWhoDidWhatFromWhereAndWhatWasThere() {
        String acme = organization();
        String admin = key("admin", acme);
        operator()
                .header("X-Forwarded-For", "192.0.2.7")
                .body("{\"displayName\": \"Acme Inc\", \"locale\": \"de\"}")
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(200);
        sealed("organization/" + acme, 3)
                .body("items.action", contains("created", "created", "changed"))
                .body("items.kind", contains("organization", "api-key", "organization"))
                .body("items[1].object", equalTo(admin.split("_")[1]))
                .body("items[2].actor", equalTo("operator"))
                .body("items[2].key", equalTo(RunningService.key().split("_")[1]))
                .body("items[2].address", equalTo("192.0.2.7"))
                .body("items[2].operation", equalTo("PUT /v1/organizations/" + acme))
                .body("items[2].before.displayName", equalTo("Acme"))
                .body("items[2].after.displayName", equalTo("Acme Inc"))
                .body("items[2].after.locale", equalTo("de"))
                .body("items[2].organizations", contains(acme));
    }

    @Test
    void neverHoldsAKey() throws SQLException {
        String key = key("admin", organization());
        assertThat(ask("select count(*) from audit where audit::text like '%" + key.substring(30) + "%'"))
                .isZero();
        assertThat(ask("select count(*) from audit where after ? 'hash' or after::text like '%\\\\x%'"))
                .isZero();
    }

    @Test
    void showsTenantsWhatIsTheirsAlone() {
        String acme = organization();
        String viewer = key("viewer", acme);
        String other = organization();
        sealed("organization/" + other, 1);
        sealed("organization/" + acme, 2);
        with(viewer)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.scope", everyItem(equalTo("organization/" + acme)))
                .body("items", hasSize(2));
        with(viewer).get("/v1/audit?scope=organization/" + other).then().body("items", hasSize(0));
        assertThat(with(viewer).get("/v1/audit/export").asString().lines()).hasSize(2);
    }

    @Test
    void leavesNothingToWhoeverTakesTheIdOfAnOrganization() {
        String acme = organization();
        operator().delete("/v1/organizations/" + acme).then().statusCode(204);
        sealed("organization/" + acme, 2);
        operator()
                .body("{\"displayName\": \"New\"}")
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(201);
        String viewer = key("viewer", acme);
        sealed("organization/" + acme, 4);
        with(viewer)
                .get("/v1/audit")
                .then()
                .body("items", hasSize(2))
                .body("items[0].after.displayName", equalTo("New"));
    }

    @Test
    void tellsOfRulesAndSubmittersOfADeletedDomainWhoseTheyWere() {
        String domain = RunningService.domain();
        String acme = operator().get("/v1/domains/" + domain).path("organization");
        RunningService.addRule(domain, "Banks");
        operator().body("{\"network\": \"192.0.2.0/24\"}").post("/v1/domains/" + domain + "/submitters");
        operator().delete("/v1/domains/" + domain).then().statusCode(204);
        sealed("domain/" + domain, 6).body("items.organizations", everyItem(contains(acme)));
    }

    @Test
    void goesOnBehindACursor() {
        String acme = organization();
        operator()
                .body("{\"displayName\": \"B\"}")
                .put("/v1/organizations/" + acme)
                .then()
                .statusCode(200);
        sealed("organization/" + acme, 2);
        String path = "/v1/audit?limit=1&scope=organization/" + acme;
        String cursor = operator()
                .get(path)
                .then()
                .body("items.action", contains("created"))
                .extract()
                .path("nextCursor");
        operator().get(path + "&cursor=" + cursor).then().body("items.action", contains("changed"));
        operator().get("/v1/audit?from=soon").then().statusCode(400).body("violations[0].field", equalTo("from"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'nobody'",
                "delete from audit",
                "truncate audit",
                "update audit_seals set hash = ''",
                "delete from audit_seals"
            })
    void isNeitherChangedNorDeletedInTheDatabase(String sql) {
        assertThatThrownBy(() -> execute(sql)).hasMessageContaining("never changed or deleted");
    }

    @Test
    void isChainedAndSaysWhereSomebodyMeddled() throws SQLException {
        String acme = organization();
        long position = sealed("organization/" + acme, 1).extract().jsonPath().getLong("items[0].position");
        operator()
                .get("/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("holds", equalTo(true))
                .body("position", greaterThan((int) position - 1));
        meddle("update audit set actor = 'nobody' where scope = 'organization/" + acme + "'");
        try {
            operator()
                    .get("/v1/audit/verification")
                    .then()
                    .body("holds", equalTo(false))
                    .body("position", equalTo((int) position - 1));
        } finally {
            meddle("update audit set actor = 'operator' where scope = 'organization/" + acme + "'");
        }
        operator().get("/v1/audit/verification?after=" + position).then().body("holds", equalTo(true));
    }

    @Test
    void hearsOfEveryTableThatIsSomebodys() throws SQLException {
        assertThat(names("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE'
                except select event_object_table from information_schema.triggers where trigger_name = 'audited'""")).isSubsetOf(NOBODYS);
    }

    @Test
    void leavesOutWhateverIsSecret() throws SQLException {
        assertThat(names("""
                select c.table_name || '.' || c.column_name from information_schema.columns c
                join information_schema.triggers t on t.event_object_table = c.table_name and t.trigger_name = 'audited'
                where c.data_type = 'bytea' and audit_view(jsonb_build_object(c.column_name, '')) is not null""")).isEmpty();
    }

    private void meddle(String sql) throws SQLException {
        execute("set session_replication_role = replica; " + sql + "; set session_replication_role = origin");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long ask(String sql) throws SQLException {
        return Long.parseLong(names(sql).get(0));
    }

    private List<String> names(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
