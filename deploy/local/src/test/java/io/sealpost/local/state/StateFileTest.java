package io.sealpost.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.local.state.StackState.PartState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final ProcessId SELF = ProcessId.of(ProcessHandle.current().pid());
    private static final ProcessId GONE = new ProcessId(SELF.pid(), SELF.started() - 1000);

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() {
        StackState state = new StackState(
                SELF,
                true,
                List.of(
                        new PartState("kafka", GONE, 9092, Optional.empty()),
                        new PartState("rules", SELF, 8080, Optional.of("http://127.0.0.1:8080/q/health/ready"))));

        new StateFile(folder).write(state);

        assertThat(new StateFile(folder).read()).contains(state);
    }

    @Test
    void knowsNothingOfAFolderThatWasNeverUsed() {
        assertThat(new StateFile(folder.resolve("nowhere")).read()).isEmpty();
    }

    @Test
    void aPidThatIsUsedAgainIsAnotherProcess() {
        assertThat(SELF.running()).isPresent();
        assertThat(GONE.running()).isEmpty();
    }

    @Test
    void isAliveAsLongAsOnePartIs() {
        assertThat(new StackState(GONE, true, List.of(new PartState("rules", GONE, 1, Optional.empty()))).isAlive())
                .isFalse();
        assertThat(new StackState(GONE, true, List.of(new PartState("rules", SELF, 1, Optional.empty()))).isAlive())
                .isTrue();
    }

    @Test
    void saysWhenTheFileIsDamaged() throws IOException {
        Files.writeString(folder.resolve("state.json"), "{\"launcher\": ");

        assertThatThrownBy(() -> new StateFile(folder).read()).hasMessageContaining("state.json is damaged");
    }
}
