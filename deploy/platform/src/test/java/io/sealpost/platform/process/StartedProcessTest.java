package io.sealpost.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedProcessTest {
    @TempDir
    private Path folder;

    @Test
    void isFoundByTheFolderAboveItsOwn() {
        try (ServerProcess server = startIn(folder.resolve("data with space/kafka"))) {
            await().untilAsserted(() -> assertThat(StartedProcess.directlyIn(folder.resolve("data with space")))
                    .containsExactly(
                            new StartedProcess(server.pid(), folder.toRealPath().resolve("data with space/kafka"))));
        }
    }

    @Test
    void isNotFoundFromAFolderFurtherUp() {
        try (ServerProcess server = startIn(folder.resolve("data/inner/kafka"))) {
            await().until(() ->
                    !StartedProcess.directlyIn(folder.resolve("data/inner")).isEmpty());

            assertThat(StartedProcess.directlyIn(folder.resolve("data"))).isEmpty();
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void aStrangerInTheFolderIsNone() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/kafka"));
        Process stranger =
                new ProcessBuilder("sleep", "60").directory(data.toFile()).start();

        assertThat(StartedProcess.directlyIn(folder.resolve("data"))).isEmpty();

        stranger.destroyForcibly();
    }

    private ServerProcess startIn(Path directory) {
        return ServerProcess.start(new Launch(
                "the server",
                List.of("sleep", "60"),
                Map.of(),
                directory,
                folder.resolve("server.log"),
                "TERM",
                Lifetime.JVM));
    }
}
