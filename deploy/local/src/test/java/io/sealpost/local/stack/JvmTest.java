package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void ofTheImageHasTheOptionsOfTheImage() {
        assertThat(Jvm.OF_THE_IMAGE.options(Path.of("../..")))
                .contains("-XX:NewSize=80m", "-Xms160m", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void hasTheVariablesOfTheImage() throws Exception {
        assertThat(Files.readAllLines(Path.of("../images/Dockerfile")))
                .containsAll(Jvm.OF_THE_IMAGE.environment().entrySet().stream()
                        .map(variable -> "ENV " + variable)
                        .toList());
    }
}
