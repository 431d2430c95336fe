package io.sealpost.platform.kafka;

import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.Server;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker and controller in one process of its own, on the loopback interface, with its data in a folder that a
 * later start takes up again. Topics are never created by use; records up to 16 MiB are taken.
 */
public final class KafkaBroker implements Server {
    /** The system property that names the folder of the broker's jars. */
    public static final String LIBS = "sealpost.kafka.libs";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final Lifetime lifetime;
    private final List<String> archive;
    private ServerProcess process;

    private KafkaBroker(Path folder, int port, Lifetime lifetime, List<String> archive) {
        this.folder = folder;
        this.port = port;
        this.lifetime = lifetime;
        this.archive = archive;
        this.process = launch();
    }

    /** Starts a broker that ends with this JVM; port 0 takes a free one. Blocks until it serves. */
    public static KafkaBroker start(Path folder, int port) {
        return start(folder, port, Lifetime.JVM);
    }

    /** Starts a broker; port 0 takes a free one. Blocks until it serves. */
    public static KafkaBroker start(Path folder, int port, Lifetime lifetime) {
        return new KafkaBroker(folder.toAbsolutePath(), FreePort.of(port), lifetime, new BrokerArchive(libs()).use());
    }

    /** Starts a broker whose JVM has this option for the archive of its classes. */
    static KafkaBroker start(Path folder, List<String> archive) {
        return new KafkaBroker(folder, FreePort.of(0), Lifetime.JVM, archive);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
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

    @Override
    public void stop() {
        process.stop(STOP_PATIENCE);
    }

    @Override
    public void kill() {
        process.kill();
    }

    /** Starts the broker again, after {@link #stop()} or {@link #kill()}, on the same data and port. */
    public void restart() {
        if (process.isRunning()) {
            throw new IllegalStateException("the broker still runs with pid " + process.pid());
        }
        process = launch();
    }

    private ServerProcess launch() {
        Path configuration = writeConfiguration();
        formatOnce(configuration);
        ServerProcess started = ServerProcess.start(java("Kafka", "kafka.Kafka", List.of(configuration.toString())));
        try {
            started.awaitReady(START_LIMIT, () -> started.logged(line -> line.contains("Kafka Server started")));
            return started;
        } catch (ServerFailed e) {
            started.kill();
            throw e;
        }
    }

    /** A folder without the mark was never formatted to the end, so that nothing can be in it. */
    private void formatOnce(Path configuration) {
        Path mark = folder.resolve("formatted");
        if (Files.exists(mark)) {
            return;
        }
        List<String> arguments = List.of(
                "format",
                "--standalone",
                "--ignore-formatted",
                "--cluster-id",
                clusterId(),
                "--config",
                configuration.toString());
        try {
            ServerProcess.start(java("Kafka's storage tool", "kafka.tools.StorageTool", arguments))
                    .awaitSuccess(START_LIMIT);
            Files.createFile(mark);
        } catch (IOException e) {
            throw new ServerFailed("cannot write " + mark + ": " + e.getMessage(), e);
        }
    }

    private static String clusterId() {
        return "c2VhbHBvc3QtbG9jYWwtMQ";
    }

    private Path writeConfiguration() {
        Path file = folder.resolve("server.properties");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, BrokerConfiguration.text(folder.resolve("log"), port, FreePort.of(0)));
        } catch (IOException e) {
            throw new ServerFailed("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Launch java(String name, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS"));
        command.addAll(archive);
        command.addAll(List.of("-cp", libs() + "/*", mainClass));
        command.addAll(arguments);
        return new Launch(
                name, command, Map.of("MALLOC_ARENA_MAX", "2"), folder, folder.resolve("kafka.log"), "TERM", lifetime);
    }

    static Path libs() {
        String libs = System.getProperty(LIBS);
        if (libs == null || !Files.isDirectory(Path.of(libs))) {
            throw new ServerFailed("the broker's jars are not there: the system property " + LIBS + " names " + libs
                    + "; the build of deploy/platform copies them to deploy/platform/target/kafka");
        }
        return Path.of(libs).toAbsolutePath();
    }
}
