package io.sealpost.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder below the module's build output where a test run's servers keep their data and logs. */
final class PlatformFolder {
    private PlatformFolder() {}

    /** An empty folder of that name: what an earlier run left is deleted. */
    static Path fresh(String name) {
        Path folder = Path.of("target", "platform", name).toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                deleteTree(folder);
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
