package io.sealpost.rules.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.sealpost.rules.TopicWatcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is not there at the start, or does not answer any more. */
@ExtendWith(Parts.Given.class)
class DatabaseAwayIT {

    /** What the service promises, and as much again for a machine that is busy. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration STOP = Duration.ofSeconds(30);

    @Test
    void waitsAtTheStartAnswersInTimeGoesOnByItselfAndStopsInTime(Parts parts) throws Exception {
        String database = parts.afresh();
        parts.postgres.stop();
        try (ServiceProcess service = new ServiceProcess(parts, database)) {
            await().atMost(ServiceProcess.PATIENCE)
                    .until(() -> !service.logged("WARN", "Connection error").isEmpty());
            parts.postgres.restart();
            service.ready().domain("a.example");
            answersInTimeWhileFrozen(parts, service);
            goesOn(parts, service);
            stopsInTimeWhileFrozen(parts, service);
        } finally {
            parts.thawDatabase();
        }
    }

    private static void answersInTimeWhileFrozen(Parts parts, ServiceProcess service) throws Exception {
        parts.freezeDatabase();
        long frozenAt = System.nanoTime();
        List<Future<Response>> asked = ask(service, 100);
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
        for (Future<Response> each : asked) {
            each.get()
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - frozenAt)).isLessThan(ANSWER);
        assertThat(service.readiness()).isEqualTo(503);
        await().atMost(ServiceProcess.PATIENCE)
                .until(() -> service.metric("sealpost_publish_state{state=\"DATABASE_AWAY\"}") == 1);
    }

    private static void goesOn(Parts parts, ServiceProcess service) {
        parts.thawDatabase();
        await().atMost(ServiceProcess.PATIENCE)
                .until(() -> service.addRule("a.example", "after").statusCode() == 201);
        service.awaitState("PUBLISHING");
        try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            topic.await("domain/a.example", value -> value.path("rules").size() == 1);
        }
        assertThat(service.readiness()).isEqualTo(200);
        assertThat(service.logged("Nothing can be published now")).hasSize(1);
    }

    private static void stopsInTimeWhileFrozen(Parts parts, ServiceProcess service) throws Exception {
        parts.freezeDatabase();
        List<Future<Response>> asked = ask(service, 5);
        assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
        long terminatedAt = System.nanoTime();
        service.terminate();
        assertThat(service.awaitEnd(terminatedAt)).isLessThan(STOP);
        for (Future<Response> each : asked) {
            each.get().then().statusCode(503);
        }
    }

    private static List<Future<Response>> ask(ServiceProcess service, int times) {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        List<Future<Response>> answers = IntStream.range(0, times)
                .mapToObj(i -> callers.submit(() -> service.operator().get("/v1/domains/a.example")))
                .toList();
        callers.shutdown();
        return answers;
    }
}
