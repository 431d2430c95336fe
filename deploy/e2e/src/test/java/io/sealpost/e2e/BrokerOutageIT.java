package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.sealpost.platform.mail.SmtpReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kafka away, for a while or with its data. The while is twice the longest timeout that the services set for their Kafka
 * clients (10 s); a longer one by {@code -Dsealpost.outage=PT10M}.
 */
@ExtendWith(SharedWorld.class)
class BrokerOutageIT {
    private static final Duration OUTAGE = Duration.parse(System.getProperty("sealpost.outage", "PT20S"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULESETS = "sealpost.rulesets";
    /** More messages under way than this mean that mail does not flow. */
    private static final int FLOWING = 50;

    private final World world;

    BrokerOutageIT(World world) {
        this.world = world;
    }

    @Test
    void nothingIsLostWhenTheBrokerIsAwayUnderLoad() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("In force before", "notbank.example"));
        String changed = tenant.createRule("Switched on meanwhile", World.PARTNER);
        Load load = Load.start(tenant, "bob@bank.example");

        world.part("kafka").stop();
        tenant.set(changed, true, "2s")
                .then()
                .statusCode(202)
                .body("enabled", equalTo(true))
                .body("rollout.state", equalTo("pending"))
                .body("rollout.pending.relay", hasItems("relay-1", "relay-2"));
        tenant.send("fails-meanwhile", "carol@notbank.example");
        await().during(OUTAGE)
                .atMost(OUTAGE.plus(PATIENCE))
                .untilAsserted(() -> assertThat(load.missingAt(world.bank)).hasSizeLessThan(FLOWING));
        assertThat(tenant.reports()).isEmpty();
        world.part("kafka").start();
        load.close();

        assertThat(load.refused()).isEmpty();
        await().atMost(PATIENCE).until(() -> load.missingAt(world.bank).isEmpty());
        assertThat(Report.read(tenant.onlyReport()).failed()).containsExactly("carol@notbank.example");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.queueIds(world, "sealpost.deliveries", "delivered"))
                        .filteredOn(load.taken().values()::contains)
                        .containsExactlyInAnyOrderElementsOf(load.taken().values()));
        await().atMost(PATIENCE).until(() -> isCovered(tenant, World.PARTNER));
    }

    @Test
    void aRelayStartedWithoutTheBrokerServesByItsSavedCopy() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Banks", World.BANK));

        world.part("kafka").stop();
        await().atMost(PATIENCE).until(() -> reading(1), "KAFKA_AWAY"::equals);
        world.part("relay-1").kill();
        world.part("relay-1").start();
        tenant.send("by-saved-copy", "bob@bank.example");

        assertThat(tenant.arrival(world.bank, "by-saved-copy").tls()).isPresent();
    }

    @Test
    void aRelayStartedWithoutTheBrokerAndWithoutACopyTakesNoMailUntilItKnowsTheRules() throws Exception {
        Tenant tenant = world.newTenant();
        world.part("kafka").stop();
        world.part("relay-2").kill();
        delete(world.stack.data().of("relay-2").resolve("spool"));

        CompletableFuture<Void> start =
                CompletableFuture.runAsync(() -> world.part("relay-2").start());
        SmtpReply refusal = await().atMost(PATIENCE)
                .ignoreException(AssertionError.class)
                .until(() -> tenant.submit(2, "too-early", "bob@bank.example"), reply -> reply.code() > 0);
        world.part("kafka").start();
        start.get();
        SmtpReply taken = tenant.submit(2, "in-time", "bob@bank.example");

        assertThat(refusal.toString()).startsWith("451 4.3.2 ");
        assertThat(taken.code()).isEqualTo(250);
        tenant.arrival(world.bank, "in-time");
    }

    @Test
    void noMailIsTakenOnceTheRulesetsTopicIsDeletedAndAllOfItComesBack() throws Exception {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Partners", World.PARTNER));
        world.part("rules").stop();

        deleteTopic();
        await().atMost(PATIENCE)
                .until(() -> tenant.submit(1, "no-rules", "carol@partner.example")
                        .toString()
                        .startsWith("451 4.3.2 "));
        assertThat(reading(1)).isEqualTo("TOPIC_MISSING");
        assertThat(metrics(1)).contains("sealpost_rulesets_topic_missing 1.0");
        world.part("rules").start();
        await().atMost(PATIENCE)
                .until(() ->
                        tenant.submit(1, "rules-again", "carol@partner.example").code() == 250);

        await().atMost(PATIENCE)
                .until(() -> tenant.reports().stream()
                        .anyMatch(
                                report -> Report.read(report).returnedHeaders().contains("Subject: rules-again")));
        assertThat(tenant.received(world.partner)).isEmpty();
    }

    /** Whether mail to the domain fails for want of TLS by now; sends another message to find out. */
    private static boolean isCovered(Tenant tenant, String domain) {
        tenant.send("probe", "carol@" + domain);
        return tenant.reports().stream()
                .anyMatch(report -> Report.read(report).failed().contains("carol@" + domain));
    }

    /** How the relay reads the rules, as its readiness check says. */
    private String reading(int relay) {
        return given().baseUri(world.stack.relay(relay).toString())
                .get("/q/health/ready")
                .path("checks.find { it.name == 'rulesets' }.data.reading");
    }

    private String metrics(int relay) {
        return given().baseUri(world.stack.relay(relay).toString())
                .get("/q/metrics")
                .asString();
    }

    private void deleteTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", world.stack.bootstrapServers()))) {
            admin.deleteTopics(List.of(RULESETS)).all().get();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
