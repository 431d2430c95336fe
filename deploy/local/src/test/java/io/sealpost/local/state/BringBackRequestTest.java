package io.sealpost.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BringBackRequestTest {
    private final BringBackRequest asking;
    private final BringBackRequest answering;

    BringBackRequestTest(@TempDir Path folder) {
        asking = new BringBackRequest(folder);
        answering = new BringBackRequest(folder);
    }

    @Test
    void isPendingUntilItIsGranted() {
        asking.make();
        assertThat(answering.isPending()).isTrue();

        answering.grant();

        assertThat(asking.isPending()).isFalse();
        assertThat(asking.failure()).isEmpty();
    }

    @Test
    void tellsWhyItWasRefusedUntilTheNextOne() {
        asking.make();
        answering.refuse("the disk is full");

        assertThat(asking.isPending()).isFalse();
        assertThat(asking.failure()).contains("the disk is full");

        asking.make();

        assertThat(asking.failure()).isEmpty();
    }

    @Test
    void canBeMadeByTwo() {
        asking.make();
        asking.make();

        answering.grant();

        assertThat(asking.isPending()).isFalse();
    }
}
