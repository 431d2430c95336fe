package io.sealpost.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void isReadyWhenItSaysSo() {
        try (ServerProcess server = start("echo ready; exec sleep 60")) {
            server.awaitReady(LIMIT, () -> server.logged("ready"::equals));

            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void showsTheEndOfTheLogOfAServerThatEndsBeforeItIsReady() {
        try (ServerProcess server = start("echo the disk is full; exit 3")) {
            assertThatThrownBy(() -> server.awaitReady(LIMIT, () -> false))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("the server ended with exit code 3 before it was ready")
                    .hasMessageContaining("the disk is full")
                    .hasMessageContaining(folder.resolve("server.log").toString());
        }
    }

    @Test
    void givesUpOnAServerThatIsNeverReady() {
        try (ServerProcess server = start("exec sleep 60")) {
            assertThatThrownBy(() -> server.awaitReady(Duration.ofMillis(200), () -> false))
                    .hasMessageContaining("was not ready within");
        }
    }

    @Test
    void showsNothingOfAnEarlierRunsLog() {
        start("echo old words").awaitSuccess(LIMIT);
        ServerProcess second = start("echo new words");

        second.awaitSuccess(LIMIT);

        assertThat(second.logged("new words"::equals)).isTrue();
        assertThat(second.logged("old words"::equals)).isFalse();
    }

    @Test
    void stopsWithTheSignal() {
        ServerProcess server = start("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        server.awaitReady(LIMIT, () -> server.logged("ready"::equals));

        server.stop(LIMIT);

        assertThat(server.logged("bye"::equals)).isTrue();
    }

    @Test
    void killsAServerThatDoesNotListen() {
        ServerProcess server = start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        server.awaitReady(LIMIT, () -> server.logged("ready"::equals));

        server.stop(Duration.ofMillis(200));

        assertThat(server.isRunning()).isFalse();
    }

    private ServerProcess start(String script) {
        return ServerProcess.start(new Launch(
                "the server",
                List.of("sh", "-c", script),
                Map.of(),
                folder,
                folder.resolve("server.log"),
                "TERM",
                Lifetime.JVM));
    }
}
