package io.sealpost.bounce.process;

import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.fixture.ReportsDueTopic;
import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What the service needs, in processes that a test may freeze: a broker with the topic, a database, a relay. */
final class Surroundings implements AutoCloseable {

    private final Path folder =
            Path.of("target", "process", UUID.randomUUID().toString()).toAbsolutePath();
    private final KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
    private final PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), 0);
    private final RelayResource relay = new RelayResource();
    private final ReportsDueTopic topic = new ReportsDueTopic(broker.bootstrapServers()).create(2);
    private final Map<String, String> settings = new HashMap<>();

    private Surroundings() {
        postgres.createDatabase("bounce");
        settings.putAll(relay.start());
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl("bounce"));
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    ReportsDueTopic topic() {
        return topic;
    }

    RelayFixture relay() {
        return relay.relay();
    }

    /** The service starts with its settings and these, and is not ready yet. */
    BounceProcess service(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new BounceProcess(folder, all);
    }

    List<Long> database() {
        return Frozen.family(postgres.pid());
    }

    /** The time is over for which a report is left to whoever has claimed it. */
    void endLeases() {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl("bounce"), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE report SET next_attempt_at = now() WHERE status = 'received'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Long> broker() {
        return List.of(broker.pid());
    }

    @Override
    public void close() {
        topic.close();
        relay.stop();
        broker.kill();
        postgres.kill();
    }

    /** The same for all tests of a run: started for the first, ended after the last. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Surroundings.class;
        }

        @Override
        public Surroundings resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Surroundings.class))
                    .computeIfAbsent(Surroundings.class, key -> new Surroundings(), Surroundings.class);
        }
    }
}
