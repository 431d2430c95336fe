package io.sealpost.relay;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.net.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged relay in a process of its own, on free ports, with its spool in a folder that a later start takes up. */
public final class RelayProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Path log;
    private final int httpPort = FreePort.of(0);
    private final int smtpPort = FreePort.of(0);
    private final Process process;

    private RelayProcess(Path folder, List<String> machine, Map<String, String> settings) throws IOException {
        Path token = folder.resolve("admin-token");
        Files.createDirectories(folder);
        Files.writeString(token, RelayResource.ADMIN_TOKEN + "\n");
        log = Files.createTempFile(folder, "relay-", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + httpPort,
                "-Dquarkus.log.console.json.enabled=false",
                "-Dsealpost.relay.id=relay-1",
                "-Dsealpost.smtp.host=127.0.0.1",
                "-Dsealpost.smtp.port=" + smtpPort,
                "-Dsealpost.smtp.hostname=relay.sealpost.example",
                "-Dsealpost.admin.token-file=" + token,
                "-Dsealpost.spool.directory=" + folder.resolve("spool")));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Starts a relay and waits until it listens for mail. */
    static RelayProcess start(Path folder, Map<String, String> settings) throws IOException {
        return start(folder, List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), settings);
    }

    /** Starts a relay with the compilers, the collector and the heap that it has in a container of 512 MB. */
    public static RelayProcess startAsInProduction(Path folder, Map<String, String> settings) throws IOException {
        return start(folder, List.of("-Xmx256m", "-Xms160m", "-XX:NewSize=80m", "-XX:+UseSerialGC"), settings);
    }

    private static RelayProcess start(Path folder, List<String> machine, Map<String, String> settings)
            throws IOException {
        RelayProcess relay = new RelayProcess(folder, machine, settings);
        try {
            await().atMost(START_LIMIT).until(() -> relay.logged("listening for mail"));
            await().atMost(START_LIMIT).until(relay::answersHttp);
        } catch (RuntimeException e) {
            relay.close();
            throw new IllegalStateException("the relay did not start: " + relay.log(), e);
        }
        return relay;
    }

    public InetSocketAddress smtp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), smtpPort);
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** The answer of the readiness check. */
    Response health() {
        return given().port(httpPort).get("/q/health/ready");
    }

    /** Whether anybody listens where the readiness check is. */
    boolean answersHttp() {
        return !FreePort.isFree(httpPort);
    }

    boolean isReady() {
        return health().statusCode() == 200;
    }

    /** What a readiness check tells of itself. */
    String detail(String check, String key) {
        return health().jsonPath().getString("checks.find { it.name == '" + check + "' }.data." + key);
    }

    String metrics() {
        return given().port(httpPort).get("/q/metrics").asString();
    }

    /** The names of the messages in the queue. */
    List<String> queue() {
        JsonPath page = operator().get("/v1/queue").jsonPath();
        return page.getList("items.queueId");
    }

    /** Lets nothing go there. */
    public void pause(String domain) {
        operator()
                .contentType("application/json")
                .body("{}")
                .put("/v1/destinations/" + domain + "/pause")
                .then()
                .statusCode(200);
    }

    /** Lets it go on there. */
    void resume(String domain) {
        operator().delete("/v1/destinations/" + domain + "/pause").then().statusCode(204);
    }

    /** Has it take no more mail; gives what it says of that. */
    JsonPath drain() {
        return operator().put("/v1/drain").then().statusCode(200).extract().jsonPath();
    }

    /** What HTTP submission answers. */
    int submissionStatus() {
        return given().port(httpPort)
                .auth()
                .preemptive()
                .basic("mailout@sender.example", "a-secret")
                .contentType("message/rfc822")
                .body("From: ann@sender.example\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII))
                .post("/v1/messages?from=ann@sender.example&to=bob@bank.example")
                .statusCode();
    }

    private RequestSpecification operator() {
        return given().port(httpPort).header("Authorization", "Bearer " + RelayResource.ADMIN_TOKEN);
    }

    public long pid() {
        return process.pid();
    }

    boolean logged(String text) throws IOException {
        return log().contains(text);
    }

    String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** Sends SIGTERM and returns at once. */
    void terminate() {
        process.destroy();
    }

    /** The exit code; fails if the process goes on for longer than the limit. */
    int awaitExit(Duration limit) throws Exception {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the relay still runs after " + limit + ": " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
