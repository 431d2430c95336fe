package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.local.state.LauncherLock;
import io.sealpost.local.state.ProcessId;
import io.sealpost.local.state.Survivor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The script with the packaged services, on one data folder whose path holds spaces; the story goes from test to test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {
    private static final Path SCRIPT = Path.of(System.getProperty("sealpost.root"), "deploy", "local", "sealpost");

    private final Path data;
    private final String offset = Integer.toString(ForkPorts.free(1).offset());

    LauncherIT(@TempDir Path folder) {
        data = folder.resolve("data of mine");
    }

    @BeforeAll
    void start() throws Exception {
        Outcome up = sealpost("up", "--detach", "--port-offset", offset);
        assertThat(up.code()).as(up.text()).isZero();
    }

    @AfterAll
    void end() throws Exception {
        sealpost("down");
    }

    @Test
    @Order(1)
    void aSecondUpSaysThatAllIsUpAndWhere() throws Exception {
        Outcome up = sealpost("up");

        assertThat(up.code()).as(up.text()).isZero();
        assertThat(up.text())
                .contains("Sealpost runs already from " + data, "Everything is up.", data + "/operator-key");
    }

    @Test
    @Order(2)
    void aSecondUpWithOtherOptionsIsRefused() throws Exception {
        Outcome up = sealpost("up", "--relays", "2");

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.text()).contains("with --port-offset " + offset + " and keeps that until `sealpost down`");
    }

    @Test
    @Order(3)
    void statusNamesThePartsThatWereKilled() throws Exception {
        kill(pid("kafka"));
        kill(pid("relay-1"));

        Outcome status = sealpost("status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.text()).contains("Ended: kafka, relay-1. `sealpost up` brings back what has ended.");
    }

    @Test
    @Order(4)
    void upBringsThemBackThoughTheStateFileIsDamaged() throws Exception {
        Files.writeString(data.resolve("state.json"), "");

        Outcome up = sealpost("up");

        assertThat(up.code()).as(up.text()).isZero();
        assertThat(up.text()).contains("state.json is damaged", "Everything is up.");
        assertThat(sealpost("status").code()).isZero();
    }

    @Test
    @Order(5)
    void statusListsWhatAKilledLauncherLeft() throws Exception {
        kill(LauncherLock.holder(data).orElseThrow().pid());

        Outcome status = sealpost("status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.text()).contains("kafka", "postgres", "rules", "relay-1", "bounce", "The launcher has ended");
    }

    @Test
    @Order(6)
    void downEndsIt() throws Exception {
        Outcome down = sealpost("down");

        assertThat(down.code()).as(down.text()).isZero();
        assertThat(Survivor.of(data)).isEmpty();
    }

    private long pid(String part) throws Exception {
        return sealpost("status")
                .text()
                .lines()
                .filter(line -> line.startsWith(part + " "))
                .map(line ->
                        Long.parseLong(line.substring(part.length()).strip().split(" ", -1)[0]))
                .findFirst()
                .orElseThrow();
    }

    private static void kill(long pid) {
        ProcessId process = ProcessId.of(pid);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        while (process.isRunning()) {
            Thread.onSpinWait();
        }
    }

    private Outcome sealpost(String command, String... options) throws IOException, InterruptedException {
        List<String> words = Stream.concat(
                        Stream.of(SCRIPT.toString(), command, "--data", data.toString()), Stream.of(options))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private record Outcome(int code, String text) {}
}
