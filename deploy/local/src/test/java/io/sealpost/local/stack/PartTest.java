package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.Server;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
    @TempDir
    private Path folder;

    private final Part part = new Part("relay-1", 8081, Optional.empty(), this::sleeper, () -> {});

    @AfterEach
    void end() {
        part.kill();
    }

    @Test
    void startsAgainAfterAStopAndAfterACrash() {
        part.start();
        part.stop();
        part.start();
        part.kill();

        part.start();

        assertThat(part.isRunning()).isTrue();
    }

    @Test
    void isNotStartedOnceItsStackHasEnded() {
        part.start();
        part.retire();

        assertThatThrownBy(part::start).isInstanceOf(ServerFailed.class).hasMessageContaining("its stack has ended");
        assertThat(part.isRunning()).isFalse();
    }

    private Server sleeper() {
        return ServerProcess.start(new Launch(
                "the relay",
                List.of("sleep", "60"),
                Map.of(),
                folder,
                folder.resolve("relay.log"),
                "TERM",
                Lifetime.OWNER));
    }
}
