package io.sealpost.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.local.state.StackState.PartState;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivorTest {
    @TempDir
    private Path folder;

    @Test
    void endsWhatWasStartedInTheFolderThoughNoFileTellsOfIt() {
        try (ServerProcess kafka = start("kafka");
                ServerProcess relay = start("relay-1")) {
            List<Survivor> ended = Survivor.endAll(folder);

            assertThat(ended).extracting(Survivor::part).containsExactly("relay-1", "kafka");
            assertThat(kafka.isRunning()).isFalse();
            assertThat(relay.isRunning()).isFalse();
        }
    }

    @Test
    void endsWhatTheStateFileTellsOf() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        record(ProcessId.of(process.pid()));

        assertThat(Survivor.endAll(folder)).extracting(Survivor::part).containsExactly("rules");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void sparesAStrangerThatHasThePidNow() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        record(new ProcessId(stranger.pid(), "an-earlier-boot/4711"));

        assertThat(Survivor.endAll(folder)).isEmpty();
        assertThat(stranger.isAlive()).isTrue();

        stranger.destroyForcibly();
    }

    private void record(ProcessId process) {
        new StateFile(folder)
                .write(new StackState(
                        true, List.of(), List.of(new PartState("rules", process, 8080, Optional.empty()))));
    }

    /** Started means that the program runs: until then it is this JVM's copy, whose environment is not yet its own. */
    private ServerProcess start(String part) {
        ServerProcess server = ServerProcess.start(new Launch(
                part,
                List.of("sh", "-c", "echo ready; exec sleep 60"),
                Map.of(),
                folder.resolve(part),
                folder.resolve(part + ".log"),
                "TERM",
                Lifetime.JVM));
        server.awaitReady(Duration.ofSeconds(10), () -> server.logged("ready"::equals));
        return server;
    }
}
