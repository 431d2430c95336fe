package io.sealpost.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.local.state.StackState.PartState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    private static final ProcessId SELF = ProcessId.current();

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() {
        StackState state = new StackState(
                true,
                List.of("--relays", "2", "--route", "a.example=127.0.0.1:25"),
                List.of(
                        new PartState("kafka", new ProcessId(17, "boot/4711"), 9092, Optional.empty()),
                        new PartState("rules", SELF, 8080, Optional.of("http://127.0.0.1:8080/q/health/ready"))));

        new StateFile(folder).write(state);

        assertThat(new StateFile(folder).read()).contains(state);
        assertThat(new StateFile(folder).damage()).isEmpty();
    }

    @Test
    void knowsNothingOfAFolderThatWasNeverUsed() {
        StateFile file = new StateFile(folder.resolve("nowhere"));

        assertThat(file.read()).isEmpty();
        assertThat(file.damage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"ready\": ", "[]", "17", "{}", "\u0000\u0000\u0000", "{\"parts\": \"many\"}"})
    void saysWhenTheFileIsDamaged(String content) throws IOException {
        Files.writeString(folder.resolve("state.json"), content);

        assertThat(new StateFile(folder).read()).isEmpty();
        assertThat(new StateFile(folder).damage())
                .hasValueSatisfying(words -> assertThat(words).contains("state.json is damaged"));
    }

    @Test
    void saysWhenTheFileIsNoText() throws IOException {
        Files.write(folder.resolve("state.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(new StateFile(folder).damage()).isPresent();
    }
}
