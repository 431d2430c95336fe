package io.sealpost.local.bench;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was used up until some moment, or between two.
 *
 * @param micros of the wall clock
 * @param cpu processor time by who used it
 * @param busy processor time of all that runs on the machine
 */
record Snapshot(long micros, Map<String, Duration> cpu, Duration busy, RelayMetrics relay, Connections partner) {
    Snapshot {
        cpu = Map.copyOf(cpu);
    }

    Snapshot since(Snapshot before) {
        Map<String, Duration> used = new TreeMap<>();
        cpu.forEach((who, time) -> used.put(who, time.minus(before.cpu.getOrDefault(who, Duration.ZERO))));
        return new Snapshot(
                micros - before.micros,
                used,
                busy.minus(before.busy),
                relay.since(before.relay),
                partner.since(before.partner));
    }

    Duration cpuOf(String who) {
        return cpu.getOrDefault(who, Duration.ZERO);
    }

    /** The part of this machine's processors that this time is, in percent. */
    double percent(Duration used, int processors) {
        return 100.0 * used.toNanos() / 1_000 / Math.max(1, micros) / processors;
    }
}
