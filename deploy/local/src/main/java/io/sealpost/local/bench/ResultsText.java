package io.sealpost.local.bench;

import io.sealpost.local.bench.Results.Milliseconds;
import io.sealpost.local.bench.Results.Relay;
import io.sealpost.local.bench.Results.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results for people. */
final class ResultsText {
    private ResultsText() {}

    static String of(Results results) {
        return setting(results.setting()) + "\n" + figures(results) + failures(results);
    }

    private static String setting(Setting setting) {
        Load load = setting.load();
        String settings = setting.relaySettings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "  " + entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        return line(
                        "Sealpost %s, Java %s; %s, %d processors, %,d MB, Linux %s",
                        setting.version(),
                        setting.java(),
                        setting.cpu(),
                        setting.processors(),
                        setting.memoryMegabytes(),
                        setting.kernel())
                + line("%d relays: %s", setting.relays(), String.join(" ", setting.relayJvm()))
                + settings
                + line(
                        "%,d messages of %,d octets under %,d rules, each to %d recipients, in %,d domains, %,d of them dead; %,d before to warm up",
                        load.the(Amount.MESSAGES),
                        load.the(Amount.SIZE),
                        load.the(Amount.RULES),
                        load.the(Amount.RECIPIENTS),
                        load.the(Amount.DESTINATIONS),
                        load.the(Amount.DEAD),
                        load.the(Amount.WARM_UP))
                + line(
                        "%d clients, %s; the partner's final reply comes after %,d ms",
                        load.the(Amount.CONNECTIONS),
                        load.kept() ? "on kept connections" : "a new connection for each message",
                        load.the(Amount.PARTNER_LATENCY));
    }

    private static String figures(Results results) {
        Relay relay = results.relay();
        Connections partner = results.partnerConnections();
        return line(
                        "accepted            %,.0f/s (%,d)",
                        results.accepted().perSecond(), results.accepted().messages())
                + line(
                        "delivered           %,.0f/s (%,d, and %,d again)",
                        results.delivered().perSecond(), results.delivered().messages(), results.deliveredTwice())
                + line("final reply         %s", milliseconds(results.finalReply()))
                + line("accept to delivered %s", milliseconds(results.acceptToDelivered()))
                + line(
                        "relay               %.2f ms CPU a message, %,d MB RSS at most, %,d KB of heap a message",
                        relay.cpuMillisecondsPerMessage(),
                        relay.peakResidentMegabytes(),
                        relay.heapBytesPerMessage() / 1024)
                + line(
                        "                    %,d collections in %.2f s, %,d syncs of the spool",
                        relay.collections(), relay.collectionSeconds(), relay.syncs())
                + line(
                        "partner             %,d connections made, %,d open at once at most; %,d full handshakes, %,d that resumed a session",
                        partner.made(), partner.most(), partner.full(), partner.resumed())
                + line(
                        "processors          %s",
                        results.cpuPercent().entrySet().stream()
                                .map(share -> String.format(Locale.ROOT, "%s %.0f%%", share.getKey(), share.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private static String failures(Results results) {
        return results.isGood()
                ? "\nEvery message was taken and has arrived intact"
                        + where(results.setting().load()) + ".\n"
                : "\nNot as it must be:\n"
                        + results.failures().stream()
                                .map(failure -> "  - " + failure + "\n")
                                .collect(Collectors.joining());
    }

    private static String where(Load load) {
        return load.the(Amount.DEAD) > 0 ? ", but at the dead domains" : "";
    }

    private static String milliseconds(Milliseconds values) {
        return String.format(
                Locale.ROOT, "p50 %,.1f ms, p99 %,.1f ms, p99.9 %,.1f ms", values.p50(), values.p99(), values.p999());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format + "%n", values);
    }
}
