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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guarantees 1 and 3 under fire: a relay, Kafka or PostgreSQL that is killed at random moments under load, and images of the
 * relay's spool taken at such. More by {@code -Dsealpost.crash.kills=200} (of the relay), {@code .kafka-kills},
 * {@code .postgres-kills} and {@code .images}; {@code -Dsealpost.crash.seed} repeats a run's moments as far as the machine
 * does.
 */
@ExtendWith(SharedWorld.class)
class CrashIT {
    private static final String RELAY = "relay-1";
    private static final String OTHER_RELAY = "relay-2";
    /** There is no TLS, and a rule that demands it. */
    private static final String CLOSED = "carol@" + World.PARTNER;

    private static final Map<String, Integer> KILLS = Map.of(
            RELAY,
            Integer.getInteger("sealpost.crash.kills", 3),
            "kafka",
            Integer.getInteger("sealpost.crash.kafka-kills", 1),
            "postgres",
            Integer.getInteger("sealpost.crash.postgres-kills", 1));
    private static final int IMAGES = Integer.getInteger("sealpost.crash.images", 1);
    private static final long SEED = Long.getLong("sealpost.crash.seed", System.nanoTime());
    /** Deliveries to one domain that are under way at most: the default of the relay. */
    private static final int UNDER_WAY = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final World world;
    private final Random chance = new Random(SEED);

    CrashIT(World world) {
        this.world = world;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {RELAY, "kafka", "postgres"})
    void whatWasAnsweredArrivesIntactOrIsReportedThoughItIsKilledAgainAndAgain(String part) {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Partners", World.PARTNER));
        Flood flood = Flood.start(tenant, "bob@" + World.BANK, CLOSED);
        List<Outage> outages = new ArrayList<>();
        for (int kill = 0; kill < KILLS.get(part); kill++) {
            flood.awaitTaken(10 + chance.nextInt(150));
            outages.add(killAndStart(part));
        }
        flood.awaitTaken(10);
        flood.close();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(flood.missingIn(whole(tenant, flood)))
                        .as("answered 250, neither delivered nor reported, seed %d", SEED)
                        .isEmpty());
        List<ReceivedMail> received = whole(tenant, flood);
        List<ReceivedMail> reports = flood.reports();
        Repeats delivered = Repeats.in(received.stream().map(Flood::number).toList());
        Repeats reported =
                Repeats.in(reports.stream().map(Flood::reportedNumber).toList());
        System.out.printf(
                "%s, %d kills: %d messages answered, %s delivered, %s reported, seed %d%n",
                part, KILLS.get(part), flood.taken().size(), delivered, reported, SEED);
        assertAsSent(flood, received);
        assertReportedFor(CLOSED, reports);
        assertThat(repeatsWithin(part.equals(RELAY) ? outages : List.of(), received))
                .as("came again though the relay was not killed between, seed %d", SEED)
                .isEmpty();
        long underWay = part.equals(RELAY) ? (long) KILLS.get(part) * UNDER_WAY : 0;
        assertThat(delivered.twice()).isLessThanOrEqualTo(underWay);
        assertThat(reported.twice()).isLessThanOrEqualTo(underWay);
        assertThat(world.partner.received()).noneMatch(mail -> flood.isSender(mail.sender()));
        assertThat(tenant.reports()).isEmpty();
    }

    /** A part was away, from some moment before its kill to some moment after its start. */
    private record Outage(Instant begun, Instant over) {
        boolean isBetween(ReceivedMail first, ReceivedMail again) {
            return !first.at().isAfter(over) && !again.at().isBefore(begun);
        }
    }

    private Outage killAndStart(String part) {
        Instant begun = Instant.now();
        world.part(part).kill();
        world.part(part).start();
        return new Outage(begun, Instant.now());
    }

    /** The numbers of messages that came twice with none of these outages between. */
    private static List<Integer> repeatsWithin(List<Outage> outages, List<ReceivedMail> received) {
        Map<Integer, ReceivedMail> last = new HashMap<>();
        List<Integer> repeats = new ArrayList<>();
        for (ReceivedMail mail : received) {
            ReceivedMail before = last.put(Flood.number(mail), mail);
            if (before != null && outages.stream().noneMatch(outage -> outage.isBetween(before, mail))) {
                repeats.add(Flood.number(mail));
            }
        }
        return repeats;
    }

    /** Names numbers, not messages: there may be thousands. */
    private static void assertAsSent(Flood flood, List<ReceivedMail> received) {
        assertThat(received.stream().filter(mail -> !flood.isIntact(mail)).map(Flood::number))
                .as("not as they were sent, seed %d", SEED)
                .isEmpty();
    }

    private static void assertReportedFor(String recipient, List<ReceivedMail> reports) {
        assertThat(reports.stream()
                        .filter(report -> !Report.read(report).failed().equals(List.of(recipient)))
                        .map(Flood::reportedNumber))
                .as("reported for another recipient, seed %d", SEED)
                .isEmpty();
    }

    private List<ReceivedMail> whole(Tenant tenant, Flood flood) {
        return tenant.received(world.bank).stream()
                .filter(mail -> !flood.isCut(mail))
                .toList();
    }

    /** How many messages there are, and how often one of them came again. */
    private record Repeats(long distinct, long twice) {
        static Repeats in(List<Integer> numbers) {
            long distinct = numbers.stream().distinct().count();
            return new Repeats(distinct, numbers.size() - distinct);
        }

        @Override
        public String toString() {
            return distinct + " (" + twice + " of them twice)";
        }
    }

    @Test
    void anImageOfTheSpoolTakenUnderLoadHoldsAllThatWasAnsweredBefore() throws Exception {
        Tenant tenant = world.newTenant();
        world.dns.zone().mx("frozen.example", 10, "mx.frozen.example").address("mx.frozen.example", "127.0.0.2");
        Set<String> answered = new HashSet<>();
        for (int n = 0; n < IMAGES; n++) {
            Image image = imageUnderLoad(tenant);
            answered.addAll(image.answered());
            assertThat(heldBy(image.spool()))
                    .as("queue ids in the image, seed %d", SEED)
                    .containsAll(answered);
            System.out.printf("image %d: %d messages answered before, all held%n", n + 1, answered.size());
        }
    }

    private Image imageUnderLoad(Tenant tenant) throws Exception {
        try (Flood flood = Flood.start(tenant, "carol@frozen.example")) {
            flood.awaitTaken(20 + chance.nextInt(200));
            return image(flood);
        }
    }

    /**
     * The files of a spool at one moment.
     *
     * @param answered queue ids of the flood's messages that were answered 250 before it
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
