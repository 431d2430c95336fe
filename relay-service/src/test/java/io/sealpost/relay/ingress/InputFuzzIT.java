package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Jazzer looks for octets that break {@link InputFuzz}, in a JVM of its own and off the class path of all other tests:
 * 5 seconds, or {@code -Dfuzz.seconds=600}. What it finds lies in {@code target/fuzz}; it becomes a seed.
 */
class InputFuzzIT {
    static final Path SEEDS = Path.of("src", "test", "resources", "fuzz").toAbsolutePath();

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 5);
    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

    @Test
    void findsNothingThatBreaksAReader() throws Exception {
        Path corpus = Files.createDirectories(FOLDER.resolve("corpus"));
        Path log = FOLDER.resolve("log");
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + FOLDER.resolve("lib") + "/*";
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        classPath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + InputFuzz.class.getName(),
                        "--instrumentation_includes=io.sealpost.relay.wire.**:io.sealpost.relay.ingress.**",
                        "--custom_hook_excludes=**",
                        "--trace=cov",
                        "-max_total_time=" + SECONDS,
                        "-max_len=2000",
                        "-timeout=10",
                        corpus.toString(),
                        SEEDS.toString()))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS)).isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        assertThat(jazzer.exitValue()).as(Files.readString(log)).isZero();
        assertThat(log).content().containsPattern("Done [1-9]\\d* runs");
    }
}
