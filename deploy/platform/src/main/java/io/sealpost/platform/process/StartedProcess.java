package io.sealpost.platform.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that a {@link ServerProcess} started, in this JVM or in one that has ended since. It is known by a variable
 * in its environment that names its folder, which no other program sets: neither a file nor a pid, which may be used
 * again, has to be trusted. A process whose environment may not be read is not found.
 */
public record StartedProcess(long pid, Path folder) {
    private static final String VARIABLE = "SERVER_PROCESS_FOLDER";

    /** The processes that work in folders which lie directly in this one. */
    public static List<StartedProcess> directlyIn(Path folder) {
        Path real = real(folder);
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .flatMap(process -> of(process.pid()).stream())
                    .filter(process -> real.equals(process.folder().getParent()))
                    .toList();
        }
    }

    /** What marks a process that works in this folder, which exists. */
    static Map<String, String> mark(Path folder) {
        return Map.of(VARIABLE, real(folder).toString());
    }

    private static Optional<StartedProcess> of(long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return Stream.of(new String(environment, StandardCharsets.UTF_8).split("\0", -1))
                    .filter(variable -> variable.startsWith(VARIABLE + "="))
                    .map(variable -> new StartedProcess(pid, Path.of(variable.substring(VARIABLE.length() + 1))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
