package io.sealpost.rules.process;

import static io.sealpost.rules.RunningService.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The packaged service reads single rules, creates rules, and imports domains with a rule each. Generator, broker and
 * database share the machine, and the publisher sends what is written meanwhile.
 */
@ExtendWith(Parts.Given.class)
class RulesBench {

    private static final int CLIENTS = Integer.getInteger("bench.clients", 32);
    private static final int READS = Integer.getInteger("bench.reads", 30_000);
    private static final int CREATIONS = Integer.getInteger("bench.creations", 6_000);
    private static final int DOMAINS = Integer.getInteger("bench.domains", 100_000);
    private static final int DOMAINS_OF_ONE = 10;
    private static final int WARM_UP = 3;
    private static final String PUBLISHED = "sealpost_rulesets_published_total";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void readsCreatesAndImports(Parts parts) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%d processors, Java %s, %d clients%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                CLIENTS);
        try (ServiceProcess service = ServiceProcess.asInProduction(
                        parts, parts.afresh(), "quarkus.http.limits.max-body-size=1G")
                .ready()) {
            List<String> domains = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                domains.add(service.domain("d" + i + ".example"));
            }
            String path = "/v1/domains/" + domains.get(0) + "/rules";
            String id = service.addRule(domains.get(0), "Banks").path("id");
            measure(
                    parts,
                    service,
                    "reads",
                    READS,
                    i -> service.request(path + "/" + id).GET());
            measure(
                    parts,
                    service,
                    "creations",
                    CREATIONS,
                    i -> service.request("/v1/domains/" + domains.get(i % CLIENTS) + "/rules")
                            .POST(HttpRequest.BodyPublishers.ofString(rule("rule " + i))));
            importDomains(parts, service);
        }
    }

    private void measure(
            Parts parts, ServiceProcess service, String name, int requests, IntFunction<HttpRequest.Builder> request)
            throws Exception {
        run(-requests / WARM_UP, 0, request);
        Cost cost = new Cost(parts, service);
        run(0, requests, request);
        System.out.printf(Locale.ROOT, "%-10s %6.0f/s, %s%n", name, requests / cost.seconds(), cost.of(requests));
    }

    /** What something costs from now on. */
    private record Cost(Parts parts, ServiceProcess service, long begin, Duration itself, Duration database) {

        Cost(Parts parts, ServiceProcess service) {
            this(parts, service, System.nanoTime(), service.processorTime(), parts.databaseTime());
        }

        double seconds() {
            return (System.nanoTime() - begin) / 1e9;
        }

        /** Processor time of service and database for each of so many, and the service's memory. */
        String of(int many) throws IOException {
            return String.format(
                    Locale.ROOT,
                    "service %.2f ms and database %.2f ms of a processor each, RSS %d MB",
                    service.processorTime().minus(itself).toNanos() / 1e6 / many,
                    parts.databaseTime().minus(database).toNanos() / 1e6 / many,
                    service.residentMegabytes());
        }
    }

    private void run(int from, int to, IntFunction<HttpRequest.Builder> request) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicInteger next = new AtomicInteger(from);
        List<Future<?>> done = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            done.add(clients.submit(() -> {
                for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                    int one = Math.floorMod(i, Integer.MAX_VALUE);
                    HttpResponse<String> answer =
                            http.send(request.apply(one).build(), HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
                }
                return null;
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        clients.shutdown();
    }

    private void importDomains(Parts parts, ServiceProcess service) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < DOMAINS; i++) {
            int organization = i / DOMAINS_OF_ONE;
            if (i % DOMAINS_OF_ONE == 0) {
                lines.append("{\"organization\": {\"id\": \"o%d\", \"displayName\": \"O\"}}\n".formatted(organization));
            }
            lines.append("{\"domain\": {\"name\": \"i%d.example\", \"organization\": \"o%d\"}}\n"
                    .formatted(i, organization));
            lines.append("{\"rule\": {\"scope\": \"domain/i%d.example\", %s}\n"
                    .formatted(i, rule("Banks").replace('\n', ' ').substring(1)));
        }
        double published = service.metric(PUBLISHED);
        Cost cost = new Cost(parts, service);
        HttpResponse<String> answer = http.send(
                service.request("/v1/import")
                        .setHeader("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        double seconds = cost.seconds();
        long created =
                answer.body().lines().filter(line -> line.contains("created")).count();
        String imported = cost.of(DOMAINS);
        await("the last of it on the topic")
                .atMost(Duration.ofMinutes(30))
                .until(() -> service.metric(PUBLISHED) >= published + DOMAINS + DOMAINS / DOMAINS_OF_ONE);
        System.out.printf(
                Locale.ROOT,
                "import of %d domains with a rule each: %.0f s, %d lines created, %s; published after %.0f s, %s%n",
                DOMAINS,
                seconds,
                created,
                imported,
                cost.seconds(),
                cost.of(DOMAINS));
        assertThat(created).isEqualTo(2L * DOMAINS + DOMAINS / DOMAINS_OF_ONE);
    }
}
