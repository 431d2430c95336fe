package io.sealpost.local.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one of the same pid.
 *
 * @param started when the process started, in milliseconds since 1970
 */
public record ProcessId(long pid, long started) {
    /** The identity of a process that runs now. */
    public static ProcessId of(long pid) {
        return new ProcessId(pid, startOf(pid).orElse(0L));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startOf(pid).filter(start -> start == started).isPresent());
    }

    private static Optional<Long> startOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli);
    }
}
