package io.sealpost.local.state;

import io.sealpost.local.state.StackState.PartState;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.StartedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A part of a stack that still runs although its launcher was killed. It is known by the mark that every started process
 * carries, and by the state file for the case that the mark may not be read.
 */
public record Survivor(String part, ProcessId process) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;
    private static final Set<String> NEEDED_BY_OTHERS = Set.of("kafka", "postgres");

    /** What runs from a data folder in which no launcher works; those that need others come first. */
    public static List<Survivor> of(Path dataFolder) {
        List<Survivor> survivors = StartedProcess.directlyIn(dataFolder).stream()
                .map(process ->
                        new Survivor(String.valueOf(process.folder().getFileName()), ProcessId.of(process.pid())))
                .filter(survivor -> survivor.process().isRunning())
                .collect(Collectors.toCollection(ArrayList::new));
        new StateFile(dataFolder)
                .read().stream()
                        .flatMap(state -> state.parts().stream())
                        .filter(part -> part.process().isRunning())
                        .map(Survivor::of)
                        .filter(survivor -> !survivors.contains(survivor))
                        .forEach(survivors::add);
        survivors.sort(Comparator.comparing(survivor -> NEEDED_BY_OTHERS.contains(survivor.part())));
        return survivors;
    }

    private static Survivor of(PartState part) {
        return new Survivor(part.name(), part.process());
    }

    /** Ends what runs from a data folder in which no launcher works, and tells what it was. */
    public static List<Survivor> endAll(Path dataFolder) {
        List<Survivor> survivors = of(dataFolder);
        survivors.forEach(survivor -> end(survivor.process(), survivor.part(), PATIENCE));
        return survivors;
    }

    /** Asks a process to end, kills it after the patience, and returns when it is gone. */
    public static void end(ProcessId process, String name, Duration patience) {
        signal(process, ProcessHandle::destroy);
        if (!ended(process, patience)) {
            signal(process, ProcessHandle::destroyForcibly);
            if (!ended(process, PATIENCE)) {
                throw new ServerFailed(name + " with pid " + process.pid() + " does not end; end it by hand");
            }
        }
    }

    private static void signal(ProcessId process, Consumer<ProcessHandle> signal) {
        ProcessHandle.of(process.pid()).filter(handle -> process.isRunning()).ifPresent(signal);
    }

    private static boolean ended(ProcessId process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isRunning() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !process.isRunning();
    }
}
