package io.sealpost.bounce.process;

import java.util.List;
import java.util.stream.Stream;

/** Processes that do not answer for a while: stopped by SIGSTOP, as if their machine hung. */
final class Frozen {

    private Frozen() {}

    /** A process and all that it started. */
    static List<Long> family(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Those that have ended meanwhile, as a database's backends do with their clients, are left out. */
    static void freeze(List<Long> processes) {
        processes.forEach(pid -> BounceProcess.signal("STOP", pid));
    }

    static void thaw(List<Long> processes) {
        processes.forEach(pid -> BounceProcess.signal("CONT", pid));
    }
}
