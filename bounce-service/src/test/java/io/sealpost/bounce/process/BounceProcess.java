package io.sealpost.bounce.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.ServerProcess;
import io.sealpost.platform.test.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service in a process of its own. */
public final class BounceProcess implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = FreePort.of(0);
    private final Path log;
    private final ServerProcess process;

    /** Starts it and returns at once: a small machine that is ready soon. */
    BounceProcess(Path folder, Map<String, String> settings) {
        this(folder, settings, List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Map.of());
    }

    /** Starts it with the options that its pod has and the memory that its pod may have, and returns at once. */
    public static BounceProcess asInProduction(Path folder, Map<String, String> settings) throws IOException {
        Pod pod = Pod.of("bounce-service");
        return new BounceProcess(folder, settings, List.of("-XX:MaxRAM=" + pod.megabytes() + "m"), pod.environment());
    }

    private BounceProcess(
            Path folder, Map<String, String> settings, List<String> machine, Map<String, String> environment) {
        log = folder.resolve("bounce-" + port + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(machine);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.log.console.json.enabled=false"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar")
                        .toAbsolutePath()
                        .toString()));
        process = ServerProcess.start(
                new Launch("bounce-service", command, environment, folder, log, "TERM", Lifetime.JVM));
    }

    public BounceProcess ready() {
        await("readiness of " + log).atMost(PATIENCE).until(() -> readiness() == 200);
        return this;
    }

    public long pid() {
        return process.pid();
    }

    int readiness() {
        return FreePort.isFree(port) ? 0 : get("/q/health/ready").statusCode();
    }

    Response get(String path) {
        return given().baseUri("http://127.0.0.1")
                .port(port)
                .auth()
                .oauth2(RelayResource.TOKEN)
                .get(path);
    }

    String status(ObjectNode event) {
        return get("/v1/reports/" + Events.id(event) + ".full").jsonPath().getString("status");
    }

    void awaitStatus(ObjectNode event, String status) {
        await(status).atMost(PATIENCE).until(() -> status.equals(status(event)));
    }

    /** Lines of the log that contain all these words. */
    List<String> logged(String... words) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> List.of(words).stream().allMatch(line::contains))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it without a chance to do anything more. */
    void kill() {
        signal("KILL", process.pid());
        await("the end of " + log).atMost(PATIENCE).until(() -> !process.isRunning());
    }

    void terminate() {
        signal("TERM", process.pid());
    }

    /** How long it took to end after SIGTERM. */
    Duration awaitEnd(long terminatedAt) {
        await("the end of " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isRunning());
        return Duration.ofNanos(System.nanoTime() - terminatedAt);
    }

    @Override
    public void close() {
        if (process.isRunning()) {
            process.kill();
        }
    }

    static void signal(String signal, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .start()
                    .waitFor();
            assertThat(status == 0 || ProcessHandle.of(pid).isEmpty())
                    .as("signal %s to %d", signal, pid)
                    .isTrue();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
