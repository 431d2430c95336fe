package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
    private static final long MIB = 1024 * 1024;
    private static final Path FOLDER = Path.of("/srv/mail data");

    @Test
    void aStartNeedsRoom() {
        assertThatThrownBy(new FreeSpace(FOLDER, 199 * MIB)::requireForStart)
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("/srv/mail data is too full: 199 MiB are free, and a start needs 200 MiB");
        assertThatCode(new FreeSpace(FOLDER, 200 * MIB)::requireForStart).doesNotThrowAnyException();
    }

    @Test
    void aFailureWithoutRoomComesFromThat() {
        assertThat(new FreeSpace(FOLDER, 3 * MIB).explain(new ServerFailed("Kafka ended")))
                .isInstanceOf(ServerFailed.class)
                .hasMessageStartingWith("the disk of the data folder /srv/mail data is full: 3 MiB are free")
                .hasMessageContaining("Kafka ended");
    }

    @Test
    void aProgramThatCleanedUpBehindItselfStillSaidSo() {
        ServerFailed failure =
                new ServerFailed("cannot write", new IOException("/srv/mail data/postgres: No space left on device"));

        assertThat(new FreeSpace(FOLDER, 100 * MIB).explain(failure)).hasMessageContaining("is full");
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        ServerFailed failure = new ServerFailed("Kafka ended");

        assertThat(new FreeSpace(FOLDER, 100 * MIB).explain(failure)).isSameAs(failure);
    }
}
