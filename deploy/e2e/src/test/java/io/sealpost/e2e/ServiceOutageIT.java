package io.sealpost.e2e;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.sealpost.platform.mail.ReceivedMail;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of the services away. */
@ExtendWith(SharedWorld.class)
class ServiceOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long enough for a second report on a failure to show itself. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final World world;

    ServiceOutageIT(World world) {
        this.world = world;
    }

    @Test
    void reportsOfATimeWithoutBounceServiceComeEachOnce() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Partners", World.PARTNER));
        List<String> recipients = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> "carol" + n + "@partner.example")
                .toList();

        world.part("bounce").stop();
        recipients.forEach(recipient -> tenant.send("to-" + recipient, recipient));
        world.part("bounce").start();

        await().atMost(PATIENCE).until(() -> failedIn(tenant.reports()).containsAll(recipients));
        await().during(QUIET).atMost(PATIENCE).until(() -> tenant.reports().size() == recipients.size());
    }

    @Test
    void aChangeArrivesThoughTheRulesServiceWasKilledBeforeItWasPublished() {
        Tenant tenant = world.newTenant();
        String rule = tenant.createRule("Partners", World.PARTNER);

        world.part("kafka").stop();
        tenant.set(rule, true, "1s").then().statusCode(202).body("enabled", equalTo(true));
        world.part("rules").kill();
        world.part("kafka").start();
        world.part("rules").start();

        await().atMost(PATIENCE).until(() -> {
            tenant.send("probe", "carol@partner.example");
            return !tenant.reports().isEmpty();
        });
    }

    @Test
    void theRolloutNamesARelayThatCrashedAndForgetsOneThatSaidGoodbye() {
        Tenant tenant = world.newTenant();
        String rule = tenant.createRule("Partners", World.PARTNER);

        world.part("relay-2").kill();
        tenant.set(rule, true, "2s")
                .then()
                .statusCode(202)
                .body("rollout.state", equalTo("pending"))
                .body("rollout.pending.relay", contains("relay-2"));
        world.part("relay-2").start();
        world.part("relay-2").stop();

        tenant.switchOff(rule);
    }

    private static List<String> failedIn(List<ReceivedMail> reports) {
        return reports.stream()
                .flatMap(report -> Report.read(report).failed().stream())
                .collect(Collectors.toList());
    }
}
