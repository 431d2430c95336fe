package io.sealpost.rules.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKeyFileTest {

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWroteForItsOwnerAlone() throws IOException {
        OperatorKeyFile file = new OperatorKeyFile(folder.resolve("new/operator-key"));
        Secret key = Secret.generate(new SecureRandom());
        file.write(key);
        assertThat(file.read()).contains(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("new")).isDirectoryContaining(path -> path.equals(file.path()));
    }

    @Test
    void isEmptyWithoutAFile() throws IOException {
        assertThat(new OperatorKeyFile(folder.resolve("operator-key")).read()).isEmpty();
    }

    @Test
    void refusesAFileThatHoldsSomethingElse() throws IOException {
        Path path = Files.writeString(folder.resolve("operator-key"), "secret\n");
        assertThatThrownBy(() -> new OperatorKeyFile(path).read()).isInstanceOf(IOException.class);
    }
}
