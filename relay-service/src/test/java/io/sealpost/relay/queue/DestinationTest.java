package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.queue.Destination.Change;
import io.sealpost.relay.queue.Destination.Dead;
import io.sealpost.relay.queue.Destination.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DestinationTest {
    private static final Instant NOW = ACCEPTED;

    private final Destination destination = new Destination(50);

    @Test
    void isDeadWhenNobodyAnswered() {
        Optional<Change> change = end(destination.begin(), Signal.UNREACHABLE);

        assertThat(change).contains(Change.DIED);
        assertThat(destination.mayBegin()).isFalse();
        assertThat(destination.held()).contains(REFUSED);
        assertThat(destination.dead()).map(Dead::until).contains(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void isNotDeadWhereSomebodyElseWasAnsweredMeanwhile() {
        Place unlucky = destination.begin();
        end(destination.begin(), Signal.ANSWERED);

        assertThat(end(unlucky, Signal.UNREACHABLE)).isEmpty();
        assertThat(destination.mayBegin()).isTrue();
    }

    @Test
    void isProbedByOneAloneWhenItsTimeHasCome() {
        end(destination.begin(), Signal.UNREACHABLE);
        destination.probe(NOW.plus(Duration.ofMinutes(1)));
        boolean may = destination.mayBegin();
        destination.begin();

        assertThat(may).isTrue();
        assertThat(destination.mayBegin()).isFalse();
    }

    @Test
    void isLeftAloneLongerByEachProbeThatFails() {
        end(destination.begin(), Signal.UNREACHABLE);
        destination.probeNow();
        Optional<Change> change = end(destination.begin(), Signal.UNREACHABLE);

        assertThat(change).contains(Change.STAYS_DEAD);
        assertThat(destination.dead()).map(Dead::rounds).contains(2);
        assertThat(destination.dead()).map(Dead::until).contains(NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void isAliveForAllWhenAProbeIsAnswered() {
        end(destination.begin(), Signal.UNREACHABLE);
        destination.probeNow();
        Optional<Change> change = end(destination.begin(), Signal.ANSWERED);

        assertThat(change).contains(Change.REVIVED);
        assertThat(destination.held()).isEmpty();
        assertThat(destination.limit()).isEqualTo(AttemptLimit.FIRST);
    }

    @Test
    void countsWhatWasUnderWayWhenItDiedOnlyOnce() {
        Place first = destination.begin();
        Place second = destination.begin();
        end(first, Signal.UNREACHABLE);

        assertThat(end(second, Signal.UNREACHABLE)).isEmpty();
        assertThat(destination.dead()).map(Dead::rounds).contains(1);
    }

    @Test
    void isRevivedByOneThatBeganBeforeItDied() {
        Place slow = destination.begin();
        end(destination.begin(), Signal.UNREACHABLE);

        assertThat(end(slow, Signal.SERVED)).contains(Change.REVIVED);
        assertThat(destination.mayBegin()).isTrue();
    }

    @Test
    void isProbedAgainWhereAProbeSaidNothing() {
        end(destination.begin(), Signal.UNREACHABLE);
        destination.probeNow();
        end(destination.begin(), Signal.SILENT);

        assertThat(destination.held()).isPresent();
        assertThat(destination.mayBegin()).isTrue();
    }

    @Test
    void isNotProbedByATimerThatWasOvertaken() {
        end(destination.begin(), Signal.UNREACHABLE);
        destination.probeNow();
        end(destination.begin(), Signal.UNREACHABLE);
        destination.probe(NOW.plus(Duration.ofMinutes(1)));

        assertThat(destination.mayBegin()).isFalse();
    }

    private Optional<Change> end(Place place, Signal signal) {
        return destination.end(
                place, new Tried(Optional.empty(), signal, Optional.of(REFUSED)), NOW, Duration::ofMinutes);
    }
}
