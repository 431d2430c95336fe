package io.sealpost.rules.process;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** A broker and a database server for all tests of this room, apart from those that other tests use. */
final class Parts implements AutoCloseable {

    private final Path folder = Path.of("target", "process", UUID.randomUUID().toString());
    final KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
    final PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), 0);

    /** Gives a test its parts, which are started once. */
    static final class Given implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Parts.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Parts.class))
                    .computeIfAbsent(Parts.class);
        }
    }

    /** The name of a new database; the topics are gone. */
    String afresh() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (String topic : List.of("sealpost.rulesets", "sealpost.relay-status")) {
                delete(admin, topic);
            }
        }
        String name = "db" + UUID.randomUUID().toString().substring(0, 8);
        postgres.createDatabase(name);
        return name;
    }

    private static void delete(Admin admin, String topic) {
        try {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException(failure);
            }
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A database that is what another is now, whose sessions end for it. */
    void copyDatabase(String from, String to) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl("postgres"));
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + from + " allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from + "'");
            statement.execute("create database " + to + " template " + from);
            statement.execute("alter database " + from + " allow_connections true");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void freezeDatabase() {
        withDescendants(postgres.pid()).forEach(pid -> ServiceProcess.signal("STOP", pid));
    }

    void thawDatabase() {
        withDescendants(postgres.pid()).forEach(pid -> ServiceProcess.signal("CONT", pid));
    }

    void freezeBroker() {
        ServiceProcess.signal("STOP", broker.pid());
    }

    void thawBroker() {
        ServiceProcess.signal("CONT", broker.pid());
    }

    /** How much of a processor the sessions of the database have used up that are open now. */
    Duration databaseTime() {
        return processes(postgres.pid()).map(Parts::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static List<Long> withDescendants(long pid) {
        return processes(pid).map(ProcessHandle::pid).toList();
    }

    private static Stream<ProcessHandle> processes(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants());
    }

    @Override
    public void close() {
        broker.kill();
        postgres.kill();
    }
}
