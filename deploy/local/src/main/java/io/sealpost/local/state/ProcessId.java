package io.sealpost.local.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for another of the same pid, be it after a reboot.
 *
 * @param start which boot of the machine and how many clock ticks later; unlike a date it stays when the clock is set
 */
public record ProcessId(long pid, String start) {
    private static final String GONE = "gone";
    private static final int STATE_FIELD = 0;
    private static final int START_FIELD = 19;

    /** The identity of a process that runs now. */
    public static ProcessId of(long pid) {
        return new ProcessId(pid, startOf(pid).orElse(GONE));
    }

    /** The identity of this JVM. */
    public static ProcessId current() {
        return of(ProcessHandle.current().pid());
    }

    /** Whether it still runs. */
    public boolean isRunning() {
        return startOf(pid).filter(start::equals).isPresent();
    }

    /** From the fields behind the program's name, which stands in parentheses; a process that only waits to be reaped is gone. */
    private static Optional<String> startOf(long pid) {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = fields[STATE_FIELD].equals("Z") || fields[STATE_FIELD].equals("X");
            return ended ? Optional.empty() : Optional.of(boot + "/" + fields[START_FIELD]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
