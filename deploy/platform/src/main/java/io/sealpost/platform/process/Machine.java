package io.sealpost.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** What this machine says of itself and of a process. */
public final class Machine {
    private static final Duration TICK = Duration.ofMillis(10);

    /** Fields of the first line of {@code /proc/stat}: user, nice, system; idle and iowait between; irq, softirq. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private Machine() {}

    public static Duration cpuTime(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }

    /** Of a process and all that it has started, as far as they still run. */
    public static Duration cpuTimeWithChildren(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Of everything that runs on this machine. */
    public static Duration cpuTimeOfAll() throws IOException {
        String[] fields = first("/proc/stat", "cpu ").split(" +", -1);
        return TICK.multipliedBy(Arrays.stream(BUSY)
                .mapToLong(field -> Long.parseLong(fields[field]))
                .sum());
    }

    public static long residentMegabytes(long pid) throws IOException {
        return megabytes("/proc/" + pid + "/status", "VmRSS:");
    }

    /** The most that it ever had. */
    public static long peakResidentMegabytes(long pid) throws IOException {
        return megabytes("/proc/" + pid + "/status", "VmHWM:");
    }

    public static long memoryMegabytes() throws IOException {
        return megabytes("/proc/meminfo", "MemTotal:");
    }

    public static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    public static String kernel() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
    }

    private static long megabytes(String file, String label) throws IOException {
        return Long.parseLong(first(file, label).replaceAll("\\D", "")) / 1024;
    }

    private static String first(String file, String start) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IOException(file + " has no line " + start));
    }
}
