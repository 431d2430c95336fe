package io.sealpost.local.bench;

import io.sealpost.local.stack.Part;
import io.sealpost.local.stack.Stack;
import io.sealpost.platform.process.Machine;
import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processes that share the machine during a run, and what they have used up. */
final class Processes {
    static final String RELAY = "relay";
    static final List<String> NAMES =
            List.of(RELAY, "kafka", "postgres", "rules and bounce", "generator", "partner", "this bench");
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Stack stack;
    private final int relays;
    private final Worker generator;
    private final Worker partner;
    /** Not HTTP/2: there the body of a response once never came to its end, which no limit of a request covers. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Processes(Stack stack, int relays, Worker generator, Worker partner) {
        this.stack = stack;
        this.relays = relays;
        this.generator = generator;
        this.partner = partner;
    }

    /**
     * What was used up, once the relays have finished with all mail and all events; after half a minute in any case.
     *
     * @param stuck messages that they cannot finish with
     */
    Snapshot snapshot(Connections connections, int stuck) {
        try {
            RelayMetrics relay = metricsAtRest(stuck);
            Map<String, Duration> cpu = new HashMap<>();
            cpu.put(RELAY, relays().stream().map(Machine::cpuTime).reduce(Duration.ZERO, Duration::plus));
            cpu.put("kafka", Machine.cpuTime(pid("kafka")));
            cpu.put("postgres", Machine.cpuTimeWithChildren(pid("postgres")));
            cpu.put("rules and bounce", Machine.cpuTime(pid("rules")).plus(Machine.cpuTime(pid("bounce"))));
            cpu.put("generator", Machine.cpuTime(generator.pid()));
            cpu.put("partner", Machine.cpuTime(partner.pid()));
            cpu.put("this bench", Machine.cpuTime(ProcessHandle.current().pid()));
            return new Snapshot(WallClock.micros(), cpu, Machine.cpuTimeOfAll(), relay, connections);
        } catch (IOException e) {
            throw new ServerFailed("what the processes have used up cannot be told: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while the relays' metrics were read", e);
        }
    }

    /** Of all relays together. */
    long peakResidentMegabytes() {
        try {
            long all = 0;
            for (long relay : relays()) {
                all += Machine.peakResidentMegabytes(relay);
            }
            return all;
        } catch (IOException e) {
            throw new ServerFailed("the relays' memory cannot be told: " + e, e);
        }
    }

    List<Long> relays() {
        return IntStream.rangeClosed(1, relays)
                .mapToObj(number -> pid("relay-" + number))
                .toList();
    }

    /** Fails when one has ended, and names it. */
    void requireAll() {
        List<String> ended = Stream.of(
                        stack.ended().map(Part::name),
                        Stream.of("Generator").filter(name -> !generator.isRunning()),
                        Stream.of("Partner").filter(name -> !partner.isRunning()))
                .flatMap(names -> names)
                .toList();
        if (!ended.isEmpty()) {
            throw new ServerFailed("ended in the middle of the run: " + String.join(", ", ended) + "; see its log in "
                    + stack.data().logs());
        }
    }

    private long pid(String part) {
        return stack.part(part).pid().orElseThrow(() -> new ServerFailed(part + " has ended"));
    }

    private RelayMetrics metricsAtRest(int stuck) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        RelayMetrics now = metrics();
        while (now.unfinished() > stuck && System.nanoTime() < deadline) {
            Thread.sleep(POLL.toMillis());
            now = metrics();
        }
        return now;
    }

    private RelayMetrics metrics() throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (int number = 1; number <= relays; number++) {
            URI address = stack.relay(number).resolve("/q/metrics");
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
            all.append(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
        return RelayMetrics.read(all.toString());
    }
}
