package io.sealpost.rules.publish;

import static io.restassured.RestAssured.given;
import static io.sealpost.rules.RunningService.addRule;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.TopicWatcher;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The database or the broker goes away and comes back. */
@QuarkusTest
class OutageIT implements RunningService {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void publishesAgainWhenItsConnectionsWereLost() throws SQLException {
        String domain = domain();
        inAnotherDatabase("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'rules'");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> operator()
                                .body(rule("after"))
                                .post("/v1/domains/" + domain + "/rules")
                                .statusCode()
                        == 201);
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> value.path("rules").size() == 1);
        }
    }

    @Test
    void saysThatTheDatabaseIsAwayAndGoesOnWhenItIsBack() throws SQLException {
        String domain = domain();
        inAnotherDatabase("alter database rules allow_connections false");
        try {
            inAnotherDatabase("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'rules'");
            operator()
                    .body(rule("during"))
                    .post("/v1/domains/" + domain + "/rules")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("type", endsWith("/unavailable"));
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            inAnotherDatabase("alter database rules allow_connections true");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> operator().get("/v1/domains/" + domain).then().statusCode(200));
        addRule(domain, "after");
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> value.path("rules").size() == 1);
        }
    }

    @Test
    void takesChangesWhileTheBrokerIsAwayAndPublishesThemLater() throws Exception {
        String domain = domain();
        signalBroker("STOP");
        try {
            addRule(domain, "during");
            operator()
                    .queryParam("wait", "1s")
                    .body("{\"organization\": \""
                            + operator().get("/v1/domains/" + domain).path("organization") + "\"}")
                    .put("/v1/domains/" + domain)
                    .then()
                    .statusCode(202)
                    .body("rollout.state", equalTo("pending"))
                    .body("rollout.detail", notNullValue());
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            signalBroker("CONT");
        }
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> value.path("rules").size() == 1);
        }
    }

    private void inAnotherDatabase(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.replace("/rules", "/postgres"), user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void signalBroker(String signal) throws IOException, InterruptedException {
        ProcessHandle broker = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("kafka"))
                .findFirst()
                .orElseThrow();
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(broker.pid()))
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
