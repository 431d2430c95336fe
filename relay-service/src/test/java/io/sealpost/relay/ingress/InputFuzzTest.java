package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer begins with, and what it has found. */
class InputFuzzTest {
    private static List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.list(InputFuzzIT.SEEDS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesEverySeed(Path seed) throws IOException {
        byte[] input = Files.readAllBytes(seed);

        assertThatCode(() -> InputFuzz.fuzzerTestOneInput(input)).doesNotThrowAnyException();
    }
}
