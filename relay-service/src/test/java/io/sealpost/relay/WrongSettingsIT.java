package io.sealpost.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged service with settings that are wrong, as an operator would. */
class WrongSettingsIT {
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void stopTheStartWithALineForEach() throws Exception {
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), "sealpost.smtp.hostnam=mx.example\n");

        List<String> lines =
                start(Map.of("SEALPOST_QUEUE_LIFETIM", "P5D"), "-Dsealpost.smtp.prot=1", "-Dsealpost.smtp.port=70000");

        assertThat(lines)
                .endsWith(
                        "SEALPOST_QUEUE_LIFETIM is unknown; did you mean SEALPOST_QUEUE_LIFETIME?",
                        "sealpost.smtp.hostnam is unknown; did you mean sealpost.smtp.hostname?",
                        "sealpost.smtp.prot is unknown; did you mean sealpost.smtp.port?",
                        "sealpost.smtp.port=70000 must be a port from 0 to 65535, where 0 is any free one")
                .noneMatch(line -> line.startsWith("\tat "));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private List<String> start(Map<String, String> environment, String... properties)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", JAR.toString()));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
