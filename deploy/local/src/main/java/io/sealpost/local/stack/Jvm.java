package io.sealpost.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What JVM a service gets: a small one that starts fast, or that of the image. */
public enum Jvm {
    /** A small heap, and the first compiler alone. */
    SMALL {
        @Override
        public List<String> options(Path root) {
            return SMALL_OPTIONS;
        }
    },
    /**
     * With the image's options, in 512 MB. In a container of that size a JVM takes the serial collector by itself; here it
     * sees the whole machine.
     */
    OF_THE_IMAGE {
        @Override
        public List<String> options(Path root) {
            List<String> all = new ArrayList<>(List.of("-XX:MaxRAM=512m", "-XX:+UseSerialGC"));
            all.addAll(List.of(imageOptions(root).split(" ")));
            return all;
        }
    };

    private static final List<String> SMALL_OPTIONS = List.of(
            "-Xmx128m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=64m");
    private static final Pattern IMAGE = Pattern.compile("ENV JDK_JAVA_OPTIONS=\"([^\"]+)\"");

    /** @param root the top folder of the repository */
    public abstract List<String> options(Path root);

    /** As image and manifests have it. */
    Map<String, String> environment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    private static String imageOptions(Path root) {
        Path file = root.resolve("deploy/images/Dockerfile");
        try {
            return IMAGE.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no JDK_JAVA_OPTIONS in " + file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the image's options in " + file, e);
        }
    }
}
