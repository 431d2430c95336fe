package io.sealpost.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.RunningService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstKeyIT implements RunningService {

    @Inject
    FirstKey firstKey;

    @Inject
    ApiKeys keys;

    @Test
    void writesTheKeyForItsOwnerAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(RunningService.KEY_FILE)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsOnlyTheHash() {
        Secret key = Secret.parse(RunningService.key()).orElseThrow();
        assertThat(keys.owner(key)).map(Caller::role).contains(Role.OPERATOR);
        assertThat(new String(key.hash(), StandardCharsets.ISO_8859_1)).doesNotContain(key.text());
    }

    @Test
    void makesNoSecondKeyWhenTheFileIsGone() throws IOException {
        String key = RunningService.key();
        Files.delete(RunningService.KEY_FILE);
        try {
            firstKey.start(new StartupEvent());
            assertThat(RunningService.KEY_FILE).doesNotExist();
            assertThat(keys.owner(Secret.parse(key).orElseThrow())).isPresent();
        } finally {
            new OperatorKeyFile(RunningService.KEY_FILE).write(Secret.parse(key).orElseThrow());
        }
    }
}
