package io.sealpost.rules.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.ServerProcess;
import io.sealpost.platform.test.Pod;
import io.sealpost.rules.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The packaged service in a process of its own. */
final class ServiceProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A small machine that is ready soon. */
    private static final List<String> SHORT_LIVED = List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final int port = FreePort.of(0);
    private final Path log;
    private final ServerProcess process;

    /**
     * Starts it and returns at once.
     *
     * @param database instances of one database share the folder with the operator's key
     * @param settings {@code name=value}
     */
    ServiceProcess(Parts parts, String database, String... settings) {
        this(folder(database), SHORT_LIVED, Map.of(), parts, database, settings);
    }

    /** Starts it with the options that its pod has and the memory that its pod may have. */
    static ServiceProcess asInProduction(Parts parts, String database, String... settings) throws IOException {
        Pod pod = Pod.of("rules-service");
        List<String> machine = List.of("-XX:MaxRAM=" + pod.megabytes() + "m");
        return new ServiceProcess(folder(database), machine, pod.environment(), parts, database, settings);
    }

    /** Starts it on the copy of a database, with the key file of the original. */
    static ServiceProcess withKeyOf(String original, Parts parts, String copy) {
        return new ServiceProcess(folder(original), SHORT_LIVED, Map.of(), parts, copy);
    }

    private static Path folder(String database) {
        return Path.of("target", "process", database).toAbsolutePath();
    }

    private ServiceProcess(
            Path folder,
            List<String> machine,
            Map<String, String> environment,
            Parts parts,
            String database,
            String... settings) {
        this.folder = folder;
        log = folder.resolve("rules-" + port + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(machine);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.log.console.json.enabled=false",
                "-Dquarkus.datasource.jdbc.url=" + parts.postgres.jdbcUrl(database),
                "-Dquarkus.datasource.username=" + parts.postgres.user(),
                "-Dquarkus.datasource.password=" + parts.postgres.password(),
                "-Dkafka.bootstrap.servers=" + parts.broker.bootstrapServers(),
                "-Dsealpost.publish.lease=PT12S"));
        List.of(settings).forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of(
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar")
                        .toAbsolutePath()
                        .toString()));
        process = ServerProcess.start(
                new Launch("rules-service", command, environment, folder, log, "TERM", Lifetime.JVM));
    }

    ServiceProcess ready() {
        await("readiness of " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> readiness() == 200);
        return this;
    }

    int readiness() {
        return FreePort.isFree(port) ? 0 : get("/q/health/ready").statusCode();
    }

    /** What readiness says of the publisher. */
    JsonPath publisher() {
        return get("/q/health/ready").jsonPath().setRootPath("checks.find { it.name == 'publisher' }");
    }

    String state() {
        return publisher().getString("data.state");
    }

    void awaitState(String... states) {
        await(String.join(" or ", states))
                .atMost(PATIENCE)
                .until(() -> List.of(states).contains(state()));
    }

    Response get(String path) {
        return given().baseUri("http://127.0.0.1").port(port).get(path);
    }

    double metric(String name) {
        var value = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(get("/q/metrics").asString());
        assertThat(value.find()).as(name).isTrue();
        return Double.parseDouble(value.group(1));
    }

    /** A request with the operator's key. */
    RequestSpecification operator() {
        return with(key());
    }

    /** A request with this key. */
    RequestSpecification with(String key) {
        return given().baseUri("http://127.0.0.1")
                .port(port)
                .header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON);
    }

    /** The same for a client that is to be fast. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key())
                .header("Content-Type", "application/json");
    }

    /** How much of a processor it has used up. */
    Duration processorTime() {
        return Parts.processorTime(ProcessHandle.of(process.pid()).orElseThrow());
    }

    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** Makes a domain in an organization of its own. */
    String domain(String name) {
        operator()
                .body("{\"displayName\": \"Acme\"}")
                .put("/v1/organizations/of-" + name.replace('.', '-'))
                .then()
                .statusCode(201);
        operator()
                .body("{\"organization\": \"of-" + name.replace('.', '-') + "\"}")
                .put("/v1/domains/" + name)
                .then()
                .statusCode(201);
        return name;
    }

    Response addRule(String domain, String name) {
        return operator().body(RunningService.rule(name)).post("/v1/domains/" + domain + "/rules");
    }

    Response addRule(String domain, String name, String wait) {
        return operator()
                .queryParam("wait", wait)
                .body(RunningService.rule(name))
                .post("/v1/domains/" + domain + "/rules");
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

    void freeze() {
        signal("STOP", process.pid());
    }

    void thaw() {
        signal("CONT", process.pid());
    }

    void kill() {
        process.kill();
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

    private String key() {
        try {
            return Files.readString(folder.resolve("operator-key")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One that has ended meanwhile is left out, as a database's backends do when their clients are gone. */
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
