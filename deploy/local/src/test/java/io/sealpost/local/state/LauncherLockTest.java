package io.sealpost.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherLockTest {
    @TempDir
    private Path folder;

    @Test
    void nobodyWorksInAFolderThatWasNeverUsed() {
        assertThat(LauncherLock.holder(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void namesTheLauncherThatHoldsIt() throws IOException {
        Process other = otherLauncher();

        assertThat(LauncherLock.holder(folder)).contains(ProcessId.of(other.pid()));
        assertThat(LauncherLock.take(folder)).isEmpty();

        other.destroyForcibly();
    }

    @Test
    void isFreeOnceTheLauncherWasKilled() throws IOException, InterruptedException {
        otherLauncher().destroyForcibly().waitFor();

        assertThat(LauncherLock.holder(folder)).isEmpty();
        assertThat(LauncherLock.take(folder)).hasValueSatisfying(LauncherLock::close);
    }

    @Test
    void doesNotTrustWhatAnUnlockedFileSays() throws IOException {
        ProcessId self = ProcessId.current();
        Files.writeString(folder.resolve("launcher.lock"), self.pid() + " " + self.start() + "\n");

        assertThat(LauncherLock.holder(folder)).isEmpty();
    }

    private Process otherLauncher() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockedFolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("locked");
        return process;
    }

    /** Another JVM that holds the lock until it is killed. */
    static final class LockedFolder {
        private LockedFolder() {}

        public static void main(String[] arguments) throws InterruptedException {
            LauncherLock lock = LauncherLock.take(Path.of(arguments[0])).orElseThrow();
            System.out.println("locked");
            Thread.sleep(60_000);
            lock.close();
        }
    }
}
