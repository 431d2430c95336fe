package io.sealpost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path folder;

    @Test
    void saysInOneLineThatTheHolderOfTheLockIsNotKnown() throws IOException, InterruptedException {
        Path file = folder.resolve("launcher.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();

            Process status = main("status", "--data", folder.toString());

            String text = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).isEqualTo("sealpost: a launcher has locked " + file + " and does not say who it is\n");
            assertThat(status.waitFor()).isEqualTo(1);
        }
    }

    private static Process main(String command, String option, String value) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        command,
                        option,
                        value)
                .redirectErrorStream(true)
                .start();
    }
}
