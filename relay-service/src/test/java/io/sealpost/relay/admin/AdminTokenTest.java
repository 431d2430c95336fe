package io.sealpost.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    @TempDir
    Path temp;

    @Test
    void matchesTheFilesTextWithoutItsLineEnd() throws Exception {
        AdminToken token = AdminToken.read(Optional.of(file("a-secret-of-tests\n")));

        assertThat(token.matches("a-secret-of-tests")).isTrue();
        assertThat(token.matches("a-secret-of-test")).isFalse();
        assertThat(token.matches("")).isFalse();
    }

    @Test
    void matchesNothingWithoutAFile() {
        AdminToken token = AdminToken.read(Optional.empty());

        assertThat(token.isConfigured()).isFalse();
        assertThat(token.matches("")).isFalse();
    }

    @Test
    void refusesASecretThatCanBeGuessed() throws Exception {
        Path file = file("short\n");

        assertThatThrownBy(() -> AdminToken.read(Optional.of(file))).hasMessageContaining("fewer than 16");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> AdminToken.read(Optional.of(temp.resolve("absent"))))
                .hasMessageContaining("sealpost.admin.token-file cannot be read");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(temp.resolve("token"), text);
    }
}
