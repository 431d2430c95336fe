package io.sealpost.platform.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What it takes to start a server process.
 *
 * @param name what messages call the server
 * @param command the program and its arguments
 * @param environment variables added to those of this JVM
 * @param directory where the process runs
 * @param log the file that its output is appended to
 * @param stopSignal the signal that asks it to end in good order, such as {@code TERM}
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        String stopSignal,
        Lifetime lifetime) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
