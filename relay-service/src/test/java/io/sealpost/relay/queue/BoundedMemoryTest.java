package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue with room for eight, over a real spool that holds many more. */
class BoundedMemoryTest {
    private static final int MOST = 8;
    private static final Address DEAD = Address.parse("dan@dead.example");

    @TempDir
    Path temp;

    private final List<QueueId> tried = new CopyOnWriteArrayList<>();
    private final Set<Integer> sizes = ConcurrentHashMap.newKeySet();
    private Settings settings = Settings.of(4, 4).withMemory(MOST);
    private Spool spool;
    private @Nullable DeliveryQueue queue;

    @BeforeEach
    void open() {
        spool = Spool.open(temp);
    }

    @AfterEach
    void close() {
        stop();
        spool.close();
    }

    @Test
    void deliversAllOfABacklogInTheOrderInWhichItCameDue() throws Exception {
        List<QueueId> backlog = accept(200, BOB);
        settings = Settings.of(1, 1).withMemory(MOST);
        start();
        await().atMost(Duration.ofSeconds(30)).until(() -> spool.messages() == 0);

        assertThat(tried).containsExactlyElementsOf(backlog);
        assertThat(sizes).allMatch(size -> size <= MOST);
    }

    @Test
    void deliversAllThatComesInWhileItRuns() throws Exception {
        start();
        List<QueueId> accepted = accept(200, BOB);
        await().atMost(Duration.ofSeconds(30)).until(() -> spool.messages() == 0);

        assertThat(tried).containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(sizes).allMatch(size -> size <= MOST);
    }

    @Test
    void goesOnElsewhereWhileTheMemoryIsFullOfWhatWaitsForADeadDestination() throws Exception {
        accept(50, DEAD);
        start();
        await().until(() -> Objects.requireNonNull(queue).deadDestinations() == 1);
        for (int i = 0; i < 30; i++) {
            List<QueueId> other = accept(1, CAROL);
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> spool.messages() == 50);
            assertThat(tried).containsAll(other);
        }
    }

    /** By the time of the restart some of what was in memory is gone and some is not; what is due is known of all. */
    @Test
    void losesNothingOverARestart() throws Exception {
        List<QueueId> all = new ArrayList<>(accept(60, BOB));
        all.addAll(accept(60, CAROL));
        start();
        await().until(() -> tried.size() > 20);
        stop();
        spool.close();
        Set<QueueId> before = new HashSet<>(tried);
        open();
        start();
        await().atMost(Duration.ofSeconds(30)).until(() -> spool.messages() == 0);

        assertThat(before).hasSizeGreaterThan(20);
        assertThat(new HashSet<>(tried)).containsExactlyInAnyOrderElementsOf(all);
    }

    /** What is in memory is put off for an hour, and so never makes room. */
    @Test
    void exchangesWhatWaitsForLaterForWhatIsDue() throws Exception {
        Address slow = Address.parse("greylisted@bank.example");
        accept(MOST, slow);
        List<QueueId> others = accept(5, BOB);
        start();

        await().atMost(Duration.ofSeconds(60)).until(() -> tried.containsAll(others));
    }

    @Test
    void findsWhatAnOperatorWantsTriedThoughItIsInTheSpoolAlone() throws Exception {
        accept(20, Address.parse("greylisted@bank.example"));
        SpooledMessage later = Samples.message(Instant.now(), to(BOB, BANKS));
        SpooledMessage waiting = later.with(later.recipients(), Instant.now().plus(Duration.ofDays(1)));
        Samples.accept(spool, waiting);
        start();
        boolean found = Samples.await(Objects.requireNonNull(queue).retryNow(waiting.id()));

        assertThat(found).isTrue();
        await().until(() -> tried.contains(waiting.id()));
    }

    private List<QueueId> accept(int messages, Address recipient) throws Exception {
        List<QueueId> ids = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            SpooledMessage message =
                    Samples.message(Instant.now().minusSeconds(60).plusMillis(i), to(recipient, Decision.NONE));
            Samples.accept(spool, message);
            ids.add(message.id());
        }
        return ids;
    }

    private void start() {
        queue = new DeliveryQueue(
                spool, this::attempt, this::giveUp, () -> true, settings, Clock.systemUTC(), Samples.errors());
        queue.start();
    }

    private void stop() {
        if (queue != null) {
            queue.stop(Duration.ofSeconds(10));
        }
    }

    private Future<Tried> attempt(Entry entry) {
        sizes.add(Objects.requireNonNull(queue).size());
        return spool.find(entry.id()).map(this::attempt).orElse(Future.succeededFuture(Tried.silent(Optional.empty())));
    }

    private Future<Tried> attempt(SpooledMessage message) {
        tried.add(message.id());
        Address recipient = message.recipients().get(0).address();
        if (recipient.equals(DEAD)) {
            return Future.succeededFuture(
                    new Tried(in(Duration.ofHours(1)), Signal.UNREACHABLE, Optional.of(Samples.REFUSED)));
        }
        if (recipient.localPart().equals("greylisted")) {
            return Future.succeededFuture(new Tried(in(Duration.ofHours(1)), Signal.ANSWERED, Optional.empty()));
        }
        return Future.fromCompletionStage(spool.remove(message, List.of()))
                .map(new Tried(Optional.empty(), Signal.SERVED, Optional.empty()));
    }

    private static Optional<Instant> in(Duration wait) {
        return Optional.of(Instant.now().plus(wait));
    }

    private Future<Tried> giveUp(Entry entry, Cause cause) {
        throw new AssertionError(entry + " is given up: " + cause);
    }
}
