package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.queue.Agenda.Task;
import io.sealpost.relay.queue.Destination.Change;
import io.sealpost.relay.spool.PausedDestination;
import io.sealpost.relay.spool.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final NextHop DEAD = NextHop.of(Domain.parse("dead.example"));
    private static final NextHop ALIVE = NextHop.of(Domain.parse("alive.example"));
    private static final Domain SENDER = Domain.parse("sender.example");
    private static final Duration LIFETIME = Duration.ofDays(5);

    private final Schedule schedule = Samples.schedule(LIFETIME);
    private final Destinations destinations = new Destinations(50, schedule);
    private final Agenda agenda = new Agenda(500, 100_000, destinations, schedule);
    private final List<Entry> tried = new ArrayList<>();
    private Instant now = ACCEPTED;
    private int count;

    @Test
    void triesADeadDestinationAFewTimesWhateverWaits() {
        add(DEAD, 10_000);
        for (int day = 0; day < 24 * 60; day += 5) {
            work();
            now = now.plus(Duration.ofMinutes(5));
            probeIfItIsTime();
        }

        assertThat(tried.size()).isBetween(AttemptLimit.FIRST + 20, AttemptLimit.FIRST + 30);
        assertThat(agenda.backlog().size()).isEqualTo(10_000);
    }

    @Test
    void triesAllWhenTheProbeIsAnswered() {
        add(DEAD, 1_000);
        work();
        destinations.get(DEAD).probeNow();
        agenda.probe(DEAD, now);
        Task probe = agenda.next().orElseThrow();
        Optional<Task> meanwhile = agenda.next();
        Optional<Change> change = agenda.end(probe, new Tried(Optional.empty(), Signal.SERVED, Optional.empty()), now);

        assertThat(meanwhile).isEmpty();
        assertThat(change).contains(Change.REVIVED);
        assertThat(serveAll()).isEqualTo(1_000 - AttemptLimit.FIRST - 1);
    }

    @Test
    void goesOnElsewhereWhereADestinationIsDead() {
        add(DEAD, 100);
        work();
        add(ALIVE, 10);
        agenda.ready(now);

        assertThat(serveAll()).isEqualTo(10);
    }

    /** However many destinations it sends to: they are slow, and each has room. */
    @Test
    void leavesOthersAPlaceWhateverOneSenderHas() {
        for (int i = 0; i < 600; i++) {
            add(NextHop.of(Domain.parse("slow" + i + ".example")), 1);
        }
        List<Task> burst = tasks();
        Domain other = Domain.parse("other.example");
        agenda.add(List.of(new Entry(id(count++), ALIVE, other, ACCEPTED, ACCEPTED)));
        List<Task> others = tasks();
        agenda.end(burst.get(0), new Tried(Optional.empty(), Signal.SERVED, Optional.empty()), now);

        assertThat(burst).hasSize(400);
        assertThat(others)
                .singleElement()
                .satisfies(task -> assertThat(task.entry().sender()).isEqualTo(other));
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void looksAtAllThatIsReadyAtMostOnceASecond() {
        add(DEAD, 10);
        work();
        agenda.ready(now);
        agenda.pause(new PausedDestination(ALIVE.domain(), now, Optional.empty()));

        assertThat(agenda.nextTime()).contains(now.plusSeconds(1));
    }

    @Test
    void givesUpAtTheEndOfItsLifetimeWhatWaitsForADeadDestination() {
        add(DEAD, 10);
        work();
        int untried = 10 - tried.size();
        now = ACCEPTED.plus(LIFETIME).plusMillis(1);
        List<Task> tasks = tasks();

        assertThat(tasks.subList(0, untried)).allSatisfy(task -> {
            assertThat(task.place()).isEmpty();
            assertThat(task.lastWord()).contains(REFUSED);
        });
        assertThat(tasks).hasSize(10);
    }

    @Test
    void wakesForTheEndOfWhatWaitsForADeadDestination() {
        add(DEAD, 6);
        work();
        now = now.plus(Duration.ofDays(4));
        tasks();

        assertThat(agenda.nextTime())
                .hasValueSatisfying(time -> assertThat(time)
                        .isBetween(
                                ACCEPTED.plus(LIFETIME), ACCEPTED.plus(LIFETIME).plusSeconds(1)));
    }

    @Test
    void triesOnceMoreWhatIsOverWhereTheDestinationIsAlive() {
        add(ALIVE, 1);
        now = ACCEPTED.plus(LIFETIME);

        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.place()).isPresent());
    }

    @Test
    void probesADeadDestinationWhereAnOperatorAsksForAMessage() {
        add(DEAD, 10);
        work();

        assertThat(agenda.advance(tried.get(0).id(), now)).isTrue();
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void givesUpAtTheEndOfItsLifetimeWhatWaitsForAPausedDestination() {
        add(ALIVE, 2);
        agenda.pause(new PausedDestination(ALIVE.domain(), now, Optional.of("a secret of the operator's")));
        List<Task> before = tasks();
        now = ACCEPTED.plus(LIFETIME);
        List<Task> after = tasks();

        assertThat(before).isEmpty();
        assertThat(after).hasSize(2).allSatisfy(task -> {
            assertThat(task.place()).isEmpty();
            assertThat(task.lastWord())
                    .map(cause -> cause.asPermanent().status())
                    .contains(EnhancedStatus.of("5.4.7"));
            assertThat(task.lastWord())
                    .map(Cause::text)
                    .contains("delivery to alive.example was paused by the operator of the mail relay");
        });
    }

    @Test
    void probesNoDestinationThatIsPaused() {
        add(DEAD, 10);
        work();
        agenda.pause(new PausedDestination(DEAD.domain(), now, Optional.empty()));
        destinations.get(DEAD).probeNow();
        agenda.probe(DEAD, now);
        List<Task> paused = tasks();
        agenda.resume(DEAD.domain());

        assertThat(paused).isEmpty();
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void triesOnceMoreWhatWasOverWhenItsDestinationIsResumed() {
        add(ALIVE, 1);
        agenda.pause(new PausedDestination(ALIVE.domain(), now, Optional.empty()));
        now = ACCEPTED.plus(LIFETIME);
        agenda.ready(now);
        agenda.resume(ALIVE.domain());

        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.place()).isPresent());
    }

    @Test
    void forgetsWhatWaitsWhereverItWaits() {
        add(DEAD, 1_000);
        work();
        IntStream.range(0, count).mapToObj(AgendaTest::id).forEach(agenda::forget);

        assertThat(agenda.backlog().size()).isZero();
        assertThat(destinations.get(DEAD).entries()).isZero();
        assertThat(tasks()).isEmpty();
    }

    @Test
    void leavesNoTraceOfWhatIsSettled() {
        add(ALIVE, 3);
        agenda.ready(now);
        serveAll();

        assertThat(agenda.isIdle()).isTrue();
        assertThat(agenda.backlog().size()).isZero();
        assertThat(destinations.get(ALIVE).entries()).isZero();
    }

    /** Everything that may be tried is, in vain. */
    private void work() {
        for (List<Task> some = tasks(); !some.isEmpty(); some = tasks()) {
            for (Task task : some) {
                tried.add(task.entry());
                Instant again = schedule.next(task.entry().acceptedAt(), 1, now);
                agenda.end(task, new Tried(Optional.of(again), Signal.UNREACHABLE, Optional.of(REFUSED)), now);
            }
        }
    }

    private int serveAll() {
        int served = 0;
        for (Optional<Task> task = agenda.next(); task.isPresent(); task = agenda.next()) {
            agenda.end(task.get(), new Tried(Optional.empty(), Signal.SERVED, Optional.empty()), now);
            served++;
        }
        return served;
    }

    private List<Task> tasks() {
        agenda.ready(now);
        return Stream.generate(agenda::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
    }

    private void probeIfItIsTime() {
        Instant until =
                destinations.get(DEAD).dead().map(Destination.Dead::until).orElseThrow();
        if (!until.isAfter(now)) {
            agenda.probe(DEAD, until);
        }
    }

    @Test
    void settlesWhatGoesNowhereWithoutAPlaceAtADestination() {
        agenda.add(List.of(new Entry(id(count++), NextHop.nowhere(SENDER), SENDER, ACCEPTED, ACCEPTED)));
        agenda.ready(now);

        Task task = agenda.next().orElseThrow();

        assertThat(task.place()).isEmpty();
        assertThat(task.lastWord()).isEmpty();
        assertThat(destinations.stopped()).isEqualTo(1);
        assertThat(destinations.statuses()).isEmpty();
        assertThat(agenda.oldest()).isEmpty();
        agenda.end(task, Tried.silent(Optional.of(ACCEPTED.plus(LIFETIME))), now);
        assertThat(agenda.nextTime()).contains(ACCEPTED.plus(LIFETIME));
        assertThat(agenda.ready(ACCEPTED.plus(LIFETIME))).isTrue();
        agenda.end(agenda.next().orElseThrow(), Tried.silent(Optional.empty()), now);
        assertThat(destinations.stopped()).isZero();
        assertThat(destinations.size()).isZero();
    }

    private static QueueId id(int number) {
        return new QueueId(String.format("0MVDH8R5%05d", number));
    }

    private void add(NextHop destination, int messages) {
        for (int i = 0; i < messages; i++) {
            agenda.add(List.of(new Entry(id(count++), destination, SENDER, ACCEPTED, ACCEPTED)));
        }
    }
}
