package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryQueueTest {
    @TempDir
    Path temp;

    private final List<QueueId> begun = new CopyOnWriteArrayList<>();
    private final Map<QueueId, Promise<Tried>> running = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicBoolean rulesKnown = new AtomicBoolean(true);
    private final Map<QueueId, Cause> givenUp = new ConcurrentHashMap<>();
    private Settings settings = Settings.of(10, 10);
    private Spool spool;
    private @Nullable DeliveryQueue queue;

    @BeforeEach
    void open() {
        spool = Spool.open(temp);
    }

    @AfterEach
    void close() {
        if (queue != null) {
            queue.stop(Duration.ZERO);
        }
        spool.close();
    }

    @Test
    void triesNewMailAtOnce() throws Exception {
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());

        await().until(() -> begun.contains(message.id()));
    }

    @Test
    void takesUpWhatTheSpoolHolds() throws Exception {
        SpooledMessage message = accept(bobDueNow());
        start(10, 10);

        await().until(() -> begun.contains(message.id()));
    }

    @Test
    void waitsUntilAMessageIsDue() throws Exception {
        SpooledMessage later = dueAt(Instant.now().plus(Duration.ofHours(1)));
        start(10, 10);
        accept(later);
        SpooledMessage now = accept(bobDueNow());

        await().until(() -> begun.contains(now.id()));
        assertThat(begun).doesNotContain(later.id());
        assertThat(queue().size()).isEqualTo(2);
    }

    @Test
    void triesAgainWhenTheAttemptSaysSo() throws Exception {
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());
        await().until(() -> running.containsKey(message.id()));
        end(message, Optional.of(Instant.now().plusMillis(50)));

        await().until(() -> begun.size() == 2);
    }

    @Test
    void forgetsAMessageThatIsSettled() throws Exception {
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());
        await().until(() -> running.containsKey(message.id()));
        end(message, Optional.empty());

        await().until(() -> queue().size() == 0);
    }

    @Test
    void triesNoMoreAtOnceThanItMay() throws Exception {
        start(1, 10);
        SpooledMessage first = accept(bobDueNow());
        SpooledMessage second = accept(bobDueNow());
        await().until(() -> running.containsKey(first.id()));
        assertThat(begun).containsExactly(first.id());
        end(first, Optional.empty());

        await().until(() -> begun.contains(second.id()));
    }

    @Test
    void aSlowDestinationDoesNotHoldUpOthers() throws Exception {
        start(10, 1);
        SpooledMessage first = accept(bobDueNow());
        SpooledMessage second = accept(bobDueNow());
        SpooledMessage elsewhere = accept(Samples.message(Instant.now(), to(CAROL, Decision.NONE)));
        await().until(() -> begun.contains(elsewhere.id()));
        assertThat(begun).containsExactly(first.id(), elsewhere.id());
        end(first, Optional.empty());

        await().until(() -> begun.contains(second.id()));
    }

    @Test
    void aSlowDestinationDoesNotHoldUpAMessagesOtherRecipients() throws Exception {
        start(10, 1);
        SpooledMessage first = accept(bobDueNow());
        SpooledMessage both = accept(Samples.message(Instant.now(), to(BOB, BANKS), to(CAROL, Decision.NONE)));
        await().until(() -> begun.contains(both.id()));
        end(both, Optional.empty());
        await().until(() -> begun.containsAll(List.of(first.id(), both.id())));

        assertThat(queue().size()).isEqualTo(2);
        end(first, Optional.empty());
        await().until(() -> begun.equals(List.of(first.id(), both.id(), both.id())));
        end(both, Optional.empty());
        await().until(() -> queue().size() == 0);
    }

    @Test
    void sharesThePlacesWhereABurstCameFirst() throws Exception {
        List<SpooledMessage> burst = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            burst.add(accept(bobDueNow()));
        }
        SpooledMessage elsewhere = accept(Samples.message(Instant.now(), to(CAROL, Decision.NONE)));
        start(1, 10);
        await().until(() -> begun.size() == 1);
        running.get(begun.get(0)).complete(Tried.silent(Optional.empty()));
        await().until(() -> begun.size() == 2);
        running.get(begun.get(1)).complete(Tried.silent(Optional.empty()));

        await().until(() -> begun.contains(elsewhere.id()));
        assertThat(begun).hasSizeLessThanOrEqualTo(3);
        assertThat(burst).extracting(SpooledMessage::id).contains(begun.get(0));
    }

    @Test
    void triesMoreAtOnceWhereADestinationServesAndFewerWhereItFails() throws Exception {
        for (int i = 0; i < 30; i++) {
            accept(bobDueNow());
        }
        start(100, 50);
        await().until(() -> begun.size() == AttemptLimit.FIRST);
        end(begun.get(0), Signal.SERVED);
        await().until(() -> begun.size() == AttemptLimit.FIRST + 2);
        end(begun.get(1), Signal.OVERLOADED);
        end(begun.get(2), Signal.OVERLOADED);
        end(begun.get(3), Signal.SERVED);
        end(begun.get(4), Signal.ANSWERED);
        await().until(() -> begun.size() == AttemptLimit.FIRST + 4);

        await().during(Duration.ofMillis(200)).until(() -> begun.size() == AttemptLimit.FIRST + 4);
    }

    @Test
    void probesADeadDestinationInItsTimeAndThenTriesAll() throws Exception {
        settings = new Settings(Duration.ofDays(5), Duration.ofMillis(300), 10, 10, 100_000);
        for (int i = 0; i < 20; i++) {
            accept(bobDueNow());
        }
        start(100, 50);
        await().until(() -> begun.size() == AttemptLimit.FIRST);
        end(begun.get(0), Signal.UNREACHABLE);
        await().until(() -> queue().deadDestinations() == 1);
        await().until(() -> begun.size() == AttemptLimit.FIRST + 1);
        await().during(Duration.ofMillis(200)).until(() -> begun.size() == AttemptLimit.FIRST + 1);
        end(begun.get(AttemptLimit.FIRST), Signal.SERVED);

        await().until(() -> begun.size() > AttemptLimit.FIRST + 1);
        assertThat(queue().deadDestinations()).isZero();
    }

    @Test
    void givesUpWhatADeadDestinationKeptToItsEnd() throws Exception {
        settings = new Settings(Duration.ofSeconds(1), Duration.ofHours(1), 10, 10, 100_000);
        start(10, 1);
        SpooledMessage first = accept(bobDueNow());
        SpooledMessage second = accept(bobDueNow());
        await().until(() -> running.containsKey(first.id()));
        end(first.id(), Signal.UNREACHABLE);

        await().until(() -> queue().size() == 0);
        assertThat(givenUp).containsOnly(Map.entry(second.id(), Samples.REFUSED));
        assertThat(begun).containsExactly(first.id());
    }

    @Test
    void waitsWhileTheRulesAreNotKnown() throws Exception {
        rulesKnown.set(false);
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());
        await().during(Duration.ofMillis(300)).until(begun::isEmpty);
        rulesKnown.set(true);

        await().until(() -> begun.contains(message.id()));
    }

    @Test
    void triesNowWhatAnOperatorAsksFor() throws Exception {
        start(10, 10);
        SpooledMessage later = accept(dueAt(Instant.now().plus(Duration.ofHours(1))));
        boolean found = Samples.await(queue().retryNow(later.id()));

        assertThat(found).isTrue();
        await().until(() -> begun.contains(later.id()));
    }

    @Test
    void doesNotFindAMessageThatIsNotThere() throws Exception {
        start(10, 10);

        assertThat(Samples.await(queue().retryNow(Ids.next(Instant.now())))).isFalse();
    }

    @Test
    void keepsAMessageWhoseAttemptBroke() throws Exception {
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());
        await().until(() -> running.containsKey(message.id()));
        running.get(message.id()).fail(new IllegalStateException("a bug"));

        await().until(() -> queue().dueAt(message.id())
                .filter(due -> due.isAfter(Instant.now()))
                .isPresent());
    }

    @Test
    void countsAnAttemptThatBroke() throws Exception {
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());
        await().until(() -> running.containsKey(message.id()));
        running.get(message.id()).fail(new IllegalStateException("a bug"));

        await().until(() -> internalErrors() == 1);
    }

    @Test
    void goesOnAfterABugOfItsOwn() throws Exception {
        start(10, 10, () -> {
            if (internalErrors() == 0) {
                throw new IllegalStateException("a bug");
            }
            return true;
        });
        SpooledMessage first = accept(bobDueNow());
        await().until(() -> internalErrors() == 1);
        SpooledMessage second = accept(bobDueNow());

        await().until(() -> begun.containsAll(List.of(first.id(), second.id())));
    }

    @Test
    void waitsForAttemptsUnderWayWhenItStops() throws Exception {
        start(10, 10);
        SpooledMessage message = accept(bobDueNow());
        await().until(() -> running.containsKey(message.id()));
        Thread ending = new Thread(() -> end(message, Optional.empty()));
        ending.start();
        queue().stop(Duration.ofSeconds(10));
        SpooledMessage after = accept(bobDueNow());

        assertThat(queue().size()).isZero();
        assertThat(begun).doesNotContain(after.id());
        ending.join();
    }

    @Test
    void refusesWhatIsAskedOfItAfterTheStop() {
        start(10, 10);
        queue().stop(Duration.ofSeconds(10));

        assertThat(queue().ask(agenda -> true).toCompletableFuture()).isCompletedExceptionally();
    }

    private void start(int concurrency, int perDestination) {
        start(concurrency, perDestination, rulesKnown::get);
    }

    private void start(int concurrency, int perDestination, BooleanSupplier known) {
        queue = new DeliveryQueue(
                spool,
                this::attempt,
                this::giveUp,
                known,
                settings.with(concurrency, perDestination),
                Clock.systemUTC(),
                new InternalErrors(registry));
        queue.start();
    }

    private double internalErrors() {
        return registry.get("sealpost.delivery.internal.errors").counter().count();
    }

    private DeliveryQueue queue() {
        return Objects.requireNonNull(queue);
    }

    private Future<Tried> attempt(Entry entry) {
        Promise<Tried> promise = Promise.promise();
        running.put(entry.id(), promise);
        begun.add(entry.id());
        return promise.future();
    }

    private Future<Tried> giveUp(Entry entry, Cause cause) {
        givenUp.put(entry.id(), cause);
        return Future.succeededFuture(Tried.silent(Optional.empty()));
    }

    private void end(SpooledMessage message, Optional<Instant> next) {
        running.get(message.id()).complete(new Tried(next, Signal.SERVED, Optional.empty()));
    }

    private void end(QueueId id, Signal signal) {
        running.get(id).complete(new Tried(Optional.empty(), signal, Optional.of(Samples.REFUSED)));
    }

    private SpooledMessage accept(SpooledMessage message) throws Exception {
        Samples.accept(spool, message);
        return message;
    }

    private static SpooledMessage bobDueNow() {
        return Samples.message(Instant.now(), to(BOB, BANKS));
    }

    private static SpooledMessage dueAt(Instant due) {
        SpooledMessage message = bobDueNow();
        return message.with(message.recipients(), due);
    }
}
