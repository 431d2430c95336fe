package io.sealpost.platform.postgres;

import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.Server;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on the loopback interface, with its data in a folder that a later start takes up again. It is
 * durable (fsync and synchronous commits are on), and small (16 MB of shared buffers).
 */
public final class PostgresServer implements Server {
    /** The system property that names the folder into which PostgreSQL's programs are unpacked once. */
    public static final String HOME = "sealpost.postgres.home";

    private static final String USER = "sealpost";
    private static final String FAST_SHUTDOWN = "INT";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final int port;
    private final Lifetime lifetime;
    private final Path home;
    private final String password;
    private ServerProcess process;

    private PostgresServer(Path folder, int port, Lifetime lifetime) {
        this.folder = new DataFolder(folder, Identity.detect());
        this.port = port;
        this.lifetime = lifetime;
        this.home = PostgresBinaries.unpackTo(home(this.folder));
        this.password = this.folder.initialise(home, USER);
        this.process = launch();
    }

    /** Starts a server that ends with this JVM; port 0 takes a free one. Blocks until it serves. */
    public static PostgresServer start(Path folder, int port) {
        return start(folder, port, Lifetime.JVM);
    }

    /** Starts a server; port 0 takes a free one. Blocks until it serves. */
    public static PostgresServer start(Path folder, int port, Lifetime lifetime) {
        return new PostgresServer(folder.toAbsolutePath(), FreePort.of(port), lifetime);
    }

    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Creates the database if it is not there; its name may hold lower-case letters, digits and underscores. */
    public void createDatabase(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("no name for a database: " + name);
        }
        try (Connection connection = connect();
                var exists = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, name);
            if (!exists.executeQuery().next()) {
                create.execute("create database " + name);
            }
        } catch (SQLException e) {
            throw process.failed("could not create the database " + name + " (" + e.getMessage() + ")");
        }
    }

    @Override
    public void stop() {
        process.stop(STOP_PATIENCE);
        folder.awaitUnused();
    }

    @Override
    public void kill() {
        process.kill();
        folder.awaitUnused();
    }

    /** Starts the server again, after {@link #stop()} or {@link #kill()}, on the same data and port. */
    public void restart() {
        if (process.isRunning()) {
            throw new IllegalStateException("PostgreSQL still runs with pid " + process.pid());
        }
        process = launch();
    }

    private ServerProcess launch() {
        folder.awaitUnused();
        folder.discardPidFile();
        ServerProcess started = ServerProcess.start(
                new Launch("PostgreSQL", command(), Map.of(), folder.path(), folder.log(), FAST_SHUTDOWN, lifetime));
        try {
            started.awaitReady(START_LIMIT, this::answers);
            return started;
        } catch (ServerFailed e) {
            started.kill();
            throw e;
        }
    }

    private List<String> command() {
        List<String> command = folder.command(home, "postgres");
        command.addAll(List.of("-D", folder.cluster().toString()));
        Map<String, Object> settings = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", port,
                "unix_socket_directories", "",
                "shared_buffers", "16MB",
                "max_connections", 60,
                "max_wal_size", "256MB",
                "jit", "off",
                "timezone", "UTC",
                "log_timezone", "UTC");
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Not by {@code DriverManager}, which finds no driver from within another class loader, as Quarkus' tests have. */
    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl("postgres"));
        source.setUser(USER);
        source.setPassword(password);
        source.setConnectTimeout(5);
        source.setSocketTimeout(30);
        return source.getConnection();
    }

    /** By default beside the broker's jars, in the build's output; with the data where that is somebody else's. */
    private static Path home(DataFolder folder) {
        String home = System.getProperty(HOME);
        if (home != null) {
            return Path.of(home).toAbsolutePath();
        }
        String libs = System.getProperty("sealpost.kafka.libs");
        if (libs == null) {
            throw new ServerFailed("the system property " + HOME + " does not say where to unpack PostgreSQL");
        }
        Path shared = Path.of(libs).toAbsolutePath().resolveSibling("postgres");
        boolean usable = Files.isDirectory(shared) || Files.isWritable(shared.getParent());
        return usable ? shared : folder.path().resolve("programs");
    }
}
