package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL away, or back with older data. */
@ExtendWith(SharedWorld.class)
class DatabaseOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world;

    DatabaseOutageIT(World world) {
        this.world = world;
    }

    @Test
    void mailFlowsAndReportsComeLaterWhileTheDatabaseIsStopped() {
        Tenant tenant = world.newTenant();
        String rule = tenant.createRule("Partners", World.PARTNER);
        tenant.switchOn(rule);

        world.part("postgres").stop();
        tenant.send("without-database", "bob@bank.example", "carol@partner.example");
        tenant.arrival(world.bank, "without-database");
        tenant.set(rule, false, "1s")
                .then()
                .statusCode(503)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(503));
        assertThat(tenant.reports()).isEmpty();
        world.part("postgres").start();

        assertThat(Report.read(tenant.onlyReport()).failed()).containsExactly("carol@partner.example");
        await().atMost(PATIENCE).until(() -> tenant.set(rule, false, "20s").path("rollout.state"), "complete"::equals);
    }

    @Test
    void aRestoredBackupIsInForceOnceTheEpochIsRaised() throws Exception {
        Tenant kept = world.newTenant();
        backUp();
        String rule = onceItIsBack(() -> kept.createRule("Younger than the backup", World.PARTNER));
        onceItIsBack(() -> {
            kept.switchOn(rule);
            return rule;
        });
        Tenant younger = onceItIsBack(world::newTenant);

        restore();
        world.part("rules").stop();
        world.part("rules").start();
        kept.write().post("/v1/epoch").then().statusCode(202);

        await().atMost(PATIENCE)
                .until(() -> younger.submit(1, "of-nobody", "bob@bank.example")
                        .toString()
                        .startsWith("550 5.7.1 "));
        await().atMost(PATIENCE).until(() -> isDelivered(kept));
        kept.switchOn(kept.createRule("Younger than the restore", World.PARTNER));
        kept.send("covered-again", "carol@partner.example");
        await().atMost(PATIENCE)
                .until(() -> kept.reports().stream()
                        .anyMatch(report -> Report.read(report).text().contains("Younger than the restore")));
    }

    /** A connection from before the outage, idle for less than half a second, is found out by whoever uses it: that is a 503. */
    private static <T> T onceItIsBack(Callable<T> request) {
        AtomicReference<T> answer = new AtomicReference<>();
        await().atMost(PATIENCE).untilAsserted(() -> answer.set(request.call()));
        return answer.get();
    }

    /** Whether mail to the partner leaves in clear by now; sends another message to find out. */
    private boolean isDelivered(Tenant tenant) {
        tenant.send("free", "carol@partner.example");
        return !tenant.received(world.partner).isEmpty();
    }

    private void backUp() throws IOException, InterruptedException {
        world.part("postgres").stop();
        copy(database(), backup());
        world.part("postgres").start();
    }

    private void restore() throws IOException, InterruptedException {
        world.part("postgres").stop();
        run("rm", "-rf", database().toString());
        copy(backup(), database());
        world.part("postgres").start();
    }

    private Path database() {
        return world.stack.data().of("postgres");
    }

    private Path backup() {
        return world.stack.data().path().resolve("postgres-backup");
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
