package io.sealpost.bounce;

import static io.restassured.RestAssured.given;
import static io.sealpost.bounce.fixture.OperatorApi.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The service while its database is away. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class DatabaseOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    private ReportsDueTopic topic;

    @BeforeEach
    void connect() {
        topic = new ReportsDueTopic(config("kafka.bootstrap.servers")).create();
        relay.start();
    }

    @AfterEach
    void disconnect() {
        topic.close();
    }

    @Test
    void holdsThePartitionWhileTheDatabaseIsAway() throws SQLException {
        ObjectNode before = Events.like("tls-failure");
        RecordMetadata last = topic.send(before);
        awaitStatus(before, "full", "submitted");
        await().atMost(PATIENCE).until(() -> topic.isAcknowledged(last));
        shutTheDatabase();
        try {
            ObjectNode during = Events.like("tls-failure");
            RecordMetadata held = topic.send(during);
            given().get("/q/health/live").then().statusCode(200);
            await().atMost(PATIENCE).until(() -> given().get("/q/health/ready").statusCode() == 503);
            assertThat(topic.isAcknowledged(held)).isFalse();

            openTheDatabase();

            awaitStatus(during, "full", "submitted");
            await().atMost(PATIENCE).until(() -> topic.isAcknowledged(held));
        } finally {
            openTheDatabase();
        }
    }

    private static void shutTheDatabase() throws SQLException {
        administer("ALTER DATABASE bounce ALLOW_CONNECTIONS false");
        administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'bounce'");
    }

    private static void openTheDatabase() throws SQLException {
        administer("ALTER DATABASE bounce ALLOW_CONNECTIONS true");
    }

    private static void administer(String statement) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config("quarkus.datasource.jdbc.url").replaceFirst("/bounce$", "/postgres"));
        source.setUser(config("quarkus.datasource.username"));
        source.setPassword(config("quarkus.datasource.password"));
        try (Connection connection = source.getConnection();
                Statement command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
