package io.sealpost.platform.kafka;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The broker's classes as the JVM maps them into memory (class data sharing), beside the broker's jars: with them a broker
 * starts in a third of the time. A JVM or jars that they were not made of start a broker as if they were not there.
 */
final class BrokerArchive {
    private final Path libs;
    private final Path file;

    /** @param libs the folder of the broker's jars */
    BrokerArchive(Path libs) {
        this.libs = libs;
        this.file = libs.resolve("classes.jsa");
    }

    /** Called by the build: writes the archive, unless it is younger than every jar. */
    public static void main(String[] arguments) throws IOException {
        BrokerArchive archive = new BrokerArchive(KafkaBroker.libs());
        if (archive.isStale()) {
            archive.write();
        }
    }

    /** What a JVM needs to be told to use it. */
    List<String> use() {
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }

    private boolean isStale() throws IOException {
        try (Stream<Path> jars = Files.list(libs)) {
            return !Files.exists(file)
                    || jars.filter(jar -> !jar.equals(file)).anyMatch(jar -> modified(jar) > modified(file));
        }
    }

    /** A broker that has served writes it at its end. */
    private void write() throws IOException {
        Files.deleteIfExists(file);
        Path folder = Files.createTempDirectory("sealpost-kafka");
        KafkaBroker.start(folder, List.of("-XX:ArchiveClassesAtExit=" + file)).stop();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        if (!Files.exists(file)) {
            throw new ServerFailed("the broker ended without writing " + file);
        }
    }

    private static long modified(Path path) {
        return path.toFile().lastModified();
    }
}
