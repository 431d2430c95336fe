package io.sealpost.local.bench;

import io.sealpost.platform.load.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has shown; its components are the names in the JSON. */
record Results(
        Setting setting,
        Throughput accepted,
        Throughput delivered,
        int deliveredTwice,
        Milliseconds finalReply,
        Milliseconds acceptToDelivered,
        Relay relay,
        Connections partnerConnections,
        Map<String, Double> cpuPercent,
        List<String> failures) {

    /** What was measured, on what. */
    record Setting(
            String version,
            String java,
            String cpu,
            int processors,
            long memoryMegabytes,
            String kernel,
            int relays,
            List<String> relayJvm,
            Map<String, String> relaySettings,
            Load load) {}

    /** Messages, and how many in a second from the first one's sending to the last one's end. */
    record Throughput(int messages, double perSecond) {}

    /** Within how many milliseconds so many in a hundred ended. */
    record Milliseconds(double p50, double p99, double p999) {
        /** @param unit how many of the values' units are a millisecond */
        static Milliseconds of(Percentiles values, double unit) {
            return new Milliseconds(values.within(0.5) / unit, values.within(0.99) / unit, values.within(0.999) / unit);
        }
    }

    /** The relays' processes alone, together; the peaks of their resident memory are since their start. */
    record Relay(
            double cpuMillisecondsPerMessage,
            long peakResidentMegabytes,
            long heapBytesPerMessage,
            long collections,
            double collectionSeconds,
            long syncs) {}

    /**
     * Brings together what was counted.
     *
     * @param begun when the first message was sent, in microseconds of the wall clock
     * @param counts of this run alone, as {@code used}
     */
    static Results of(
            Setting setting, long begun, Counts counts, Tally.Times times, Snapshot used, long peakMegabytes) {
        RelayMetrics relay = used.relay();
        return new Results(
                setting,
                throughput(counts.taken(), times.lastTaken() - begun),
                throughput(times.messages(), times.lastDelivered() - begun),
                counts.twice(),
                Milliseconds.of(times.replyNanos(), 1e6),
                Milliseconds.of(times.wayMicros(), 1e3),
                new Relay(
                        used.cpuOf(Processes.RELAY).toNanos() / 1e6 / times.messages(),
                        peakMegabytes,
                        Math.round(relay.allocatedBytes() / times.messages()),
                        Math.round(relay.collections()),
                        relay.collectionSeconds(),
                        Math.round(relay.syncs())),
                used.partner(),
                shares(used, setting.processors()),
                failures(
                        counts,
                        relay.unfinished() - setting.load().stuck(setting.load().total())));
    }

    /** What the relay goes on with is not in its figures. */
    private static List<String> failures(Counts counts, double unfinished) {
        List<String> failures = new ArrayList<>(counts.failures());
        if (unfinished > 0) {
            failures.add(String.format(
                    Locale.ROOT, "the relay has not come to an end with %.0f messages and events", unfinished));
        }
        return failures;
    }

    /** Whether every message was taken and has arrived as it was sent, but at dead destinations. */
    boolean isGood() {
        return failures.isEmpty();
    }

    private static Throughput throughput(int messages, long micros) {
        return new Throughput(messages, messages * 1e6 / Math.max(1, micros));
    }

    private static Map<String, Double> shares(Snapshot used, int processors) {
        Map<String, Double> shares = new LinkedHashMap<>();
        Processes.NAMES.forEach(name -> shares.put(name, used.percent(used.cpuOf(name), processors)));
        Duration known = used.cpu().values().stream().reduce(Duration.ZERO, Duration::plus);
        Duration others = used.busy().minus(known);
        shares.put("others", Math.max(0, used.percent(others, processors)));
        return shares;
    }
}
