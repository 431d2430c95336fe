package io.sealpost.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String METRICS_BEFORE = """
            sealpost_spool_commit_seconds_count 100.0
            sealpost_spool_commit_seconds_sum 1.0
            jvm_gc_pause_seconds_count{action="end of minor GC",cause="Allocation Failure",gc="Copy"} 3
            jvm_gc_pause_seconds_sum{action="end of minor GC",cause="Allocation Failure",gc="Copy"} 0.03
            jvm_gc_memory_allocated_bytes_total 1.0E6
            """;
    private static final String METRICS_AFTER = """
            sealpost_spool_commit_seconds_count 130.0
            sealpost_spool_commit_seconds_sum 1.5
            jvm_gc_pause_seconds_count{action="end of minor GC",cause="Allocation Failure",gc="Copy"} 5
            jvm_gc_pause_seconds_count{action="end of major GC",cause="Allocation Failure",gc="MarkSweep"} 1
            jvm_gc_pause_seconds_sum{action="end of minor GC",cause="Allocation Failure",gc="Copy"} 0.05
            jvm_gc_pause_seconds_sum{action="end of major GC",cause="Allocation Failure",gc="MarkSweep"} 0.5
            jvm_gc_memory_allocated_bytes_total 1.8192E6
            sealpost_queue_messages 0.0
            """;
    private static final String METRICS_UNFINISHED = METRICS_AFTER.replace("messages 0.0", "messages 2.0") + """
            sealpost_outbox_waiting 3.0
            sealpost_outbox_waiting_x 7.0
            """;

    private static final Load LOAD = Load.of(Map.of(Amount.MESSAGES, 4, Amount.WARM_UP, 0), false);

    private final Tally tally = new Tally(LOAD);

    @Test
    void areRatesFromTheFirstSendingOnAndSharesOfTheMachine() {
        Results results = results();

        assertThat(results.accepted()).isEqualTo(new Results.Throughput(4, 8));
        assertThat(results.delivered()).isEqualTo(new Results.Throughput(4, 4));
        assertThat(results.finalReply()).isEqualTo(new Results.Milliseconds(2, 4, 4));
        assertThat(results.acceptToDelivered()).isEqualTo(new Results.Milliseconds(500, 500, 500));
        assertThat(results.relay().cpuMillisecondsPerMessage()).isEqualTo(200);
        assertThat(results.relay().heapBytesPerMessage()).isEqualTo(204_800);
        assertThat(results.relay().collections()).isEqualTo(3);
        assertThat(results.relay().syncs()).isEqualTo(30);
        assertThat(results.cpuPercent()).containsEntry("relay", 40.0).containsEntry("others", 10.0);
        assertThat(results.isGood()).isTrue();
    }

    @Test
    void tellWhatTheRelayHasNotFinished() {
        assertThat(results(METRICS_UNFINISHED).failures())
                .containsExactly("the relay has not come to an end with 5 messages and events");
    }

    @Test
    void areALineOfTextForEachThing() {
        assertThat(ResultsText.of(results())).isEqualTo("""
                Sealpost 0123abc, Java 17.0.15; EPYC, 2 processors, 24,105 MB, Linux 6.1
                2 relays: -Xmx256m
                  sealpost.queue.concurrency=2500
                4 messages of 10,240 octets under 1 rules, each to 1 recipients, in 1 domains, 0 of them dead; 0 before to warm up
                50 clients, a new connection for each message; the partner's final reply comes after 0 ms

                accepted            8/s (4)
                delivered           4/s (4, and 0 again)
                final reply         p50 2.0 ms, p99 4.0 ms, p99.9 4.0 ms
                accept to delivered p50 500.0 ms, p99 500.0 ms, p99.9 500.0 ms
                relay               200.00 ms CPU a message, 300 MB RSS at most, 200 KB of heap a message
                                    3 collections in 0.52 s, 30 syncs of the spool
                partner             2 connections made, 2 open at once at most; 1 full handshakes, 1 that resumed a session
                processors          relay 40%, kafka 0%, postgres 0%, rules and bounce 0%, generator 5%, partner 0%, this bench 0%, others 10%

                Every message was taken and has arrived intact.
                """);
    }

    @Test
    void sayWhatMustNotBe() {
        tally.refused(0, "452 4.3.1 no room");

        assertThat(ResultsText.of(results())).endsWith("""
                Not as it must be:
                  - 1 of 5 messages were not taken
                  - message 0 was not taken: 452 4.3.1 no room
                """);
    }

    @Test
    void areJsonOfTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(ResultsJson.of(results()));

        assertThat(json.at("/delivered/perSecond").asDouble()).isEqualTo(4);
        assertThat(json.at("/acceptToDelivered/p999").asDouble()).isEqualTo(500);
        assertThat(json.at("/relay/cpuMillisecondsPerMessage").asDouble()).isEqualTo(200);
        assertThat(json.at("/partnerConnections/resumed").asInt()).isEqualTo(1);
        assertThat(json.at("/cpuPercent/relay").asDouble()).isEqualTo(40);
        assertThat(json.at("/setting/load/amounts/SIZE").asInt()).isEqualTo(10_240);
        assertThat(json.at("/setting/cpu").asText()).isEqualTo("EPYC");
    }

    /** Four messages, taken within half a second and delivered half a second later; the run takes a second of two processors. */
    private Results results() {
        return results(METRICS_AFTER);
    }

    private Results results(String metricsAfter) {
        long begun = 1_000_000;
        tally.connected();
        tally.secured(false);
        tally.connected();
        tally.secured(true);
        for (int number = 0; number < 4; number++) {
            tally.taken(number, begun + 500_000, 1_000_000L * (number + 1));
            tally.delivered(number, 0, begun + 1_000_000);
        }
        Snapshot before = snapshot(begun, 0, METRICS_BEFORE, new Connections(0, 0, 0, 0, 0));
        Snapshot after = snapshot(begun + 1_000_000, 1, metricsAfter, tally.connections());
        Results.Setting setting = new Results.Setting(
                "0123abc",
                "17.0.15",
                "EPYC",
                2,
                24_105,
                "6.1",
                2,
                List.of("-Xmx256m"),
                Map.of("sealpost.queue.concurrency", "2500"),
                LOAD);
        return Results.of(setting, begun, tally.counts(), tally.times(0), after.since(before), 300);
    }

    private static Snapshot snapshot(long micros, int times, String metrics, Connections partner) {
        return new Snapshot(
                micros,
                Map.of("relay", Duration.ofMillis(800L * times), "generator", Duration.ofMillis(100L * times)),
                Duration.ofMillis(1_100L * times),
                RelayMetrics.read(metrics),
                partner);
    }
}
