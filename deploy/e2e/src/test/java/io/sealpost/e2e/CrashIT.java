package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.sealpost.platform.mail.ReceivedMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Guarantees 1 and 3 under fire: a relay that is killed at random moments under load, and images of its spool taken at such.
 * More of both by {@code -Dsealpost.crash.kills=200 -Dsealpost.crash.images=20}; {@code -Dsealpost.crash.seed} repeats a
 * run's moments as far as the machine does.
 */
@ExtendWith(SharedWorld.class)
class CrashIT {
    private static final int KILLS = Integer.getInteger("sealpost.crash.kills", 3);
    private static final int IMAGES = Integer.getInteger("sealpost.crash.images", 1);
    private static final long SEED = Long.getLong("sealpost.crash.seed", System.nanoTime());
    /** Deliveries to one domain that are under way at most: the default of the relay. */
    private static final int UNDER_WAY = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RELAY = "relay-1";
    private static final String OTHER_RELAY = "relay-2";

    private final World world;
    private final Random chance = new Random(SEED);

    CrashIT(World world) {
        this.world = world;
    }

    @Test
    void whatWasAnsweredArrivesIntactThoughTheRelayIsKilledAgainAndAgain() {
        Tenant tenant = world.newTenant();
        Flood flood = Flood.start(tenant, "bob@" + World.BANK);
        for (int kill = 0; kill < KILLS; kill++) {
            flood.awaitTaken(10 + chance.nextInt(150));
            world.part(RELAY).kill();
            world.part(RELAY).start();
        }
        flood.awaitTaken(10);
        flood.close();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flood.missingIn(tenant.received(world.bank)))
                        .as("answered 250 and not delivered, seed %d", SEED)
                        .isEmpty());
        List<ReceivedMail> received = tenant.received(world.bank);
        long distinct = received.stream().map(Flood::number).distinct().count();
        System.out.printf(
                "%d kills: %d messages answered, %d delivered, %d of them twice, seed %d%n",
                KILLS, flood.taken().size(), distinct, received.size() - distinct, SEED);
        assertThat(received).allMatch(flood::isIntact);
        assertThat(received.size() - distinct).isLessThanOrEqualTo((long) KILLS * UNDER_WAY);
        assertThat(tenant.reports()).isEmpty();
    }

    @Test
    void anImageOfTheSpoolTakenUnderLoadHoldsAllThatWasAnsweredBefore() throws Exception {
        Tenant tenant = world.newTenant();
        world.dns.zone().mx("frozen.example", 10, "mx.frozen.example").address("mx.frozen.example", "127.0.0.2");
        try (Flood flood = Flood.start(tenant, "carol@frozen.example")) {
            for (int n = 0; n < IMAGES; n++) {
                flood.awaitTaken(20 + chance.nextInt(200));
                Image image = image(flood);
                assertThat(heldBy(image.spool()))
                        .as("queue ids in the image, seed %d", SEED)
                        .containsAll(image.answered());
                System.out.printf(
                        "image %d: %d messages answered before, all held%n",
                        n + 1, image.answered().size());
            }
        }
    }

    /**
     * The files of a spool at one moment.
     *
     * @param answered queue ids of all messages that were answered 250 before it
     */
    private record Image(Path spool, Set<String> answered) {}

    private Image image(Flood flood) throws Exception {
        long pid = world.part(RELAY).pid().orElseThrow();
        Path copy = Files.createTempDirectory(world.stack.data().path(), "image");
        signal("STOP", pid);
        try {
            Set<String> answered = Set.copyOf(flood.taken().values());
            copy(spool(RELAY), copy);
            return new Image(copy, answered);
        } finally {
            signal("CONT", pid);
        }
    }

    /** The queue ids that the other relay finds in it. */
    private Set<String> heldBy(Path image) throws IOException {
        Path own = spool(OTHER_RELAY);
        Path aside = own.resolveSibling("spool-aside");
        world.part(OTHER_RELAY).stop();
        Files.move(own, aside);
        Files.move(image, own);
        world.part(OTHER_RELAY).start();
        Set<String> held = queue(2);
        world.part(OTHER_RELAY).stop();
        Files.move(own, image);
        Files.move(aside, own);
        world.part(OTHER_RELAY).start();
        return held;
    }

    private Set<String> queue(int relay) {
        Set<String> ids = new HashSet<>();
        String cursor = null;
        do {
            var request = given().baseUri(world.stack.relay(relay).toString())
                    .header("Authorization", "Bearer " + world.stack.adminToken())
                    .queryParam("limit", 1000);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/queue")
                    .jsonPath();
            ids.addAll(page.getList("items.queueId"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        return ids;
    }

    private Path spool(String relay) {
        return world.stack.data().of(relay).resolve("spool");
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .start()
                .waitFor();
        assertThat(exit).as("kill -%s", signal).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
