package io.sealpost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script in a repository of its own whose path holds spaces, with a {@code java} that only tells its words. */
class SealpostScriptTest {
    private static final String JAR = "deploy/local/target/sealpost-local.jar";

    @TempDir
    private Path folder;

    private Path root;
    private Path bin;

    @BeforeEach
    void makeRepository() throws IOException {
        root = folder.resolve("a  repository's copy");
        bin = Files.createDirectories(folder.resolve("jdk of mine/bin"));
        Files.createDirectories(root.resolve(JAR).getParent());
        Files.createFile(root.resolve(JAR));
        Files.copy(Path.of("sealpost"), script());
        program("javac", "exit 0");
    }

    @Test
    void startsTheLauncherFromAnywhereWithEveryWordAsItIs() throws Exception {
        java("17");
        Path link = Files.createSymbolicLink(folder.resolve("link"), script());

        Outcome outcome = run(Optional.empty(), link.toString(), "status", "--data", "a  b*'c");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.words())
                .contains("-Dsealpost.root=" + root)
                .endsWith("io.sealpost.local.Main", "status", "--data", "a  b*'c");
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        java("11");

        Outcome outcome = run(Optional.empty(), script().toString(), "up");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.text())
                .isEqualTo("sealpost: needs a JDK 17 or later; " + bin.resolve("java") + " is version 11\n");
    }

    @Test
    void readsTheOldWayOfCountingVersions() throws Exception {
        java("1.8");

        assertThat(run(Optional.empty(), script().toString(), "up").text()).contains("is version 1.8");
    }

    @Test
    void refusesAJavaThatSaysNothing() throws Exception {
        program("java", "exit 1");

        assertThat(run(Optional.empty(), script().toString(), "up").text()).contains("is version unknown");
    }

    @Test
    void refusesARuntimeWithoutACompiler() throws Exception {
        java("21");
        Files.delete(bin.resolve("javac"));

        assertThat(run(Optional.empty(), script().toString(), "up").text())
                .contains("needs a JDK, not only a Java runtime: there is no javac beside " + bin.resolve("java"));
    }

    @Test
    void refusesAJavaHomeWithoutAJava() throws Exception {
        assertThat(run(Optional.of(folder), script().toString(), "up").text())
                .isEqualTo("sealpost: JAVA_HOME is " + folder + ", and there is no bin/java in it\n");
    }

    @Test
    void javaHomeCountsMoreThanThePath() throws Exception {
        java("11");
        Path home = folder.resolve("newer jdk");
        bin = Files.createDirectories(home.resolve("bin"));
        java("25");
        program("javac", "exit 0");

        assertThat(run(Optional.of(home), script().toString(), "status").code()).isZero();
    }

    private Path script() {
        return root.resolve("deploy/local/sealpost");
    }

    /** Says its version when asked, and else each of its words on a line. */
    private void java(String version) throws IOException {
        program("java", """
                if [ "$1" = -XshowSettings:properties ]; then
                  echo "    java.specification.version = %s" >&2
                else
                  printf '%%s\\n' "$@"
                fi
                """.formatted(version));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Optional<Path> javaHome, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("jdk of mine/bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("JAVA_HOME");
        javaHome.ifPresent(home -> builder.environment().put("JAVA_HOME", home.toString()));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private record Outcome(int code, String text) {
        List<String> words() {
            return text.lines().toList();
        }
    }
}
