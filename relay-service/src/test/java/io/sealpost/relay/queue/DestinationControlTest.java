package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.spool.PausedDestination;
import io.sealpost.relay.spool.PausedDestinations;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationControlTest {
    private static final Domain BANK = BOB.domain();

    @TempDir
    Path temp;

    private final List<QueueId> delivered = new CopyOnWriteArrayList<>();
    private Spool spool;
    private DeliveryQueue queue;
    private DestinationControl control;

    @BeforeEach
    void start() {
        spool = Spool.open(temp);
        queue = new DeliveryQueue(
                spool,
                this::deliver,
                (entry, cause) -> Future.succeededFuture(Tried.silent(Optional.empty())),
                () -> true,
                Settings.of(10, 10),
                Clock.systemUTC(),
                Samples.errors());
        queue.start();
        control = new DestinationControl(queue, spool.pausedDestinations(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        queue.stop(Duration.ofSeconds(5));
        spool.close();
    }

    @Test
    void beginsNothingAtAPausedDestinationUntilItIsResumed() throws Exception {
        pause(BANK, "asked for");
        SpooledMessage held = accept(Samples.message(Instant.now(), to(BOB, BANKS)));
        SpooledMessage other = accept(Samples.message(Instant.now(), to(CAROL, Decision.NONE)));
        await().until(() -> delivered.contains(other.id()));
        List<QueueId> before = List.copyOf(delivered);
        boolean resumed = Samples.await(control.resume(BANK));

        assertThat(before).containsExactly(other.id());
        assertThat(resumed).isTrue();
        await().until(() -> delivered.contains(held.id()));
    }

    @Test
    void staysPausedOverARestart() throws Exception {
        pause(BANK, "asked for");
        stop();
        start();
        SpooledMessage held = accept(Samples.message(Instant.now(), to(BOB, BANKS)));
        accept(Samples.message(Instant.now(), to(CAROL, Decision.NONE)));
        await().until(() -> delivered.size() == 1);

        assertThat(delivered).doesNotContain(held.id());
        assertThat(list()).singleElement().satisfies(status -> {
            assertThat(status.domain()).isEqualTo(BANK);
            assertThat(status.mail().waiting()).isEqualTo(1);
            assertThat(status.mail().running()).isZero();
            assertThat(status.paused().flatMap(PausedDestination::reason)).contains("asked for");
        });
    }

    @Test
    void staysResumedOverARestart() throws Exception {
        pause(BANK, "asked for");
        Samples.await(control.resume(BANK));
        stop();
        start();

        assertThat(list()).isEmpty();
        assertThat(Samples.await(control.resume(BANK))).isFalse();
    }

    @Test
    void keepsSinceWhenOnlyTheReasonChanges() throws Exception {
        PausedDestination first = pause(BANK, "asked for").orElseThrow();
        PausedDestination second = pause(BANK, "asked for again").orElseThrow();

        assertThat(second.since()).isEqualTo(first.since());
        assertThat(list()).hasSize(1);
    }

    @Test
    void pausesNoMoreThanCanBeStored() throws Exception {
        spool.pausedDestinations()
                .save(IntStream.range(0, PausedDestinations.MOST)
                        .mapToObj(i -> new PausedDestination(
                                Domain.parse("d" + i + ".example"), Instant.now(), Optional.empty()))
                        .toList());
        stop();
        start();

        assertThat(pause(BANK, "one too many")).isEmpty();
        assertThat(pause(Domain.parse("d0.example"), "again")).isPresent();
    }

    @Test
    void forgetsAMessageThatWasRemovedWhileItsDestinationIsPaused() throws Exception {
        pause(BANK, "asked for");
        SpooledMessage held = accept(Samples.message(Instant.now(), to(BOB, BANKS)));
        await().until(() -> queue.size() == 1);
        Samples.await(spool.remove(held, List.of()));
        boolean found = Samples.await(queue.retryNow(held.id()));

        assertThat(found).isFalse();
        assertThat(queue.size()).isZero();
        assertThat(list())
                .singleElement()
                .satisfies(status -> assertThat(status.mail().waiting()).isZero());
    }

    private Future<Tried> deliver(Entry entry) {
        delivered.add(entry.id());
        return Future.succeededFuture(new Tried(Optional.empty(), Signal.SERVED, Optional.empty()));
    }

    private Optional<PausedDestination> pause(Domain domain, String reason) throws Exception {
        return Samples.await(control.pause(domain, Optional.of(reason)));
    }

    private List<DestinationStatus> list() throws Exception {
        return Samples.await(control.list());
    }

    private SpooledMessage accept(SpooledMessage message) throws Exception {
        Samples.accept(spool, message);
        return message;
    }
}
