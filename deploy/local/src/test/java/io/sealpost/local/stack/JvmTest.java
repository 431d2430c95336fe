package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void ofTheImageHasTheOptionsOfTheImage() {
        assertThat(Jvm.OF_THE_IMAGE.options(Path.of("../..")))
                .contains("-XX:NewSize=64m", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }
}
