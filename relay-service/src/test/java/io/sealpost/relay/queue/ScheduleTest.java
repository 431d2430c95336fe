package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant ACCEPTED = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration LIFETIME = Duration.ofDays(5);

    @Test
    void waitsLongerAfterEachOfTheFirstRounds() {
        assertThat(waits(schedule(FIRST, 0.5), 4))
                .containsExactly(
                        Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40));
    }

    @Test
    void triesHourlyForTwelveHoursAndThenEveryFour() {
        List<Duration> waits = waits(schedule(FIRST, 0.5), 18);

        assertThat(waits.subList(4, 15)).containsOnly(Duration.ofHours(1));
        assertThat(waits.subList(15, 18)).containsOnly(Duration.ofHours(4));
    }

    @Test
    void movesEachWaitByUpToATenth() {
        assertThat(schedule(FIRST, 0.0).next(ACCEPTED, 1, ACCEPTED)).isEqualTo(ACCEPTED.plusSeconds(270));
        assertThat(schedule(FIRST, 1.0).next(ACCEPTED, 1, ACCEPTED)).isEqualTo(ACCEPTED.plusSeconds(330));
    }

    @Test
    void putsTheLastAttemptAtTheEndOfTheLifetime() {
        Instant late = ACCEPTED.plus(LIFETIME).minus(Duration.ofHours(1));

        assertThat(schedule(FIRST, 0.5).next(ACCEPTED, 40, late)).isEqualTo(ACCEPTED.plus(LIFETIME));
    }

    @Test
    void isOverFromTheEndOfTheLifetimeOn() {
        Instant end = ACCEPTED.plus(LIFETIME);

        assertThat(schedule(FIRST, 0.5).isOver(ACCEPTED, end.minusMillis(1))).isFalse();
        assertThat(schedule(FIRST, 0.5).isOver(ACCEPTED, end)).isTrue();
    }

    @Test
    void shrinksInProportionToTheFirstRetry() {
        assertThat(waits(schedule(Duration.ofSeconds(1), 0.5), 6))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(12));
    }

    @Test
    void leavesADeadDestinationAloneForAnHourAtMost() {
        Schedule schedule = schedule(FIRST, 0.5);

        assertThat(IntStream.rangeClosed(1, 7).mapToObj(schedule::quiet))
                .extracting(Duration::toMinutes)
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 60L);
        assertThat(schedule(FIRST, 0.0).quiet(1)).isEqualTo(Duration.ofSeconds(270));
    }

    @Test
    void refusesAFirstRetryWithoutAnyWait() {
        assertThatThrownBy(() -> schedule(Duration.ZERO, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Schedule schedule(Duration first, double chance) {
        return new Schedule(first, LIFETIME, () -> chance);
    }

    private static List<Duration> waits(Schedule schedule, int rounds) {
        List<Duration> waits = new ArrayList<>();
        Instant now = ACCEPTED;
        for (int round = 1; round <= rounds; round++) {
            Instant next = schedule.next(ACCEPTED, round, now);
            waits.add(Duration.between(now, next));
            now = next;
        }
        return waits;
    }
}
