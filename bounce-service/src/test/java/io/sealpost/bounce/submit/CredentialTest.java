package io.sealpost.bounce.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {

    @TempDir
    Path folder;

    @Test
    void readsOneLine() throws IOException {
        assertThat(read("bounce@sealpost:s:e:c\n")).isEqualTo(new Credential("bounce@sealpost", "s:e:c"));
    }

    @Test
    void neverShowsTheSecret() throws IOException {
        assertThat(read("bounce@sealpost:secret")).hasToString("Credential[bounce@sealpost]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "name:", ":secret", "a:b\nc:d"})
    void refusesWhatIsNoCredential(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sealpost.reporter.credential-file");
    }

    private Credential read(String text) throws IOException {
        return Credential.read(Files.writeString(folder.resolve("credential"), text));
    }
}
