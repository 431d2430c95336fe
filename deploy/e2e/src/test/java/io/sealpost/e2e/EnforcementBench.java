package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long after the answer to a write, which comes after its commit, a relay decides by it: rules are switched on and off
 * over REST, one after the other, and the relay is asked without a pause what it would decide, until it does so by the
 * revision of the write or a later one.
 */
@ExtendWith(SharedWorld.class)
class EnforcementBench {
    private static final int SWITCHES = Integer.getInteger("bench.switches", 500);
    private static final int WARM_UP = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void switchesRules(World world) throws Exception {
        Tenant tenant = world.newTenant();
        String rule = tenant.createRule("Banks", World.BANK);
        for (int i = 0; i < WARM_UP; i++) {
            nanosToEnforced(tenant, rule, i % 2 == 0);
        }
        long[] nanos = new long[SWITCHES];
        for (int i = 0; i < SWITCHES; i++) {
            nanos[i] = nanosToEnforced(tenant, rule, i % 2 == 0);
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%n%d processors, Java %s: from the answer to a write to its enforcement on a relay, %d times:"
                        + " p50 %.0f ms, p99 %.0f ms, at most %.0f ms%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                SWITCHES,
                nanos[SWITCHES / 2] / 1e6,
                nanos[SWITCHES * 99 / 100] / 1e6,
                nanos[SWITCHES - 1] / 1e6);
    }

    private long nanosToEnforced(Tenant tenant, String rule, boolean enabled) throws Exception {
        String path = "/v1/domains/" + tenant.domain() + "/rules/" + rule;
        HttpRequest write = request(
                        tenant.world().stack.rules(), path, tenant.world().stack.operatorKey())
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"enabled\": " + enabled + "}"))
                .build();
        long revision = answer(write).getLong("revision");
        long begin = System.nanoTime();
        HttpRequest explain = request(
                        tenant.world().stack.relay(1),
                        "/v1/explain",
                        tenant.world().stack.adminToken())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"from\": \"" + tenant.sender() + "\", \"to\": [\"bob@" + World.BANK + "\"]}"))
                .build();
        while (answer(explain).getLong("domains[0].revision") < revision) {
            assertThat(System.nanoTime() - begin).as("nanoseconds").isLessThan(PATIENCE.toNanos());
        }
        return System.nanoTime() - begin;
    }

    private static HttpRequest.Builder request(URI service, String path, String key) {
        return HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private JsonPath answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonPath.from(answer.body());
    }
}
