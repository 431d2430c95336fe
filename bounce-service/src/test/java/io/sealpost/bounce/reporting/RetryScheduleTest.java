package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(5), Duration.ofMinutes(15));

    @Test
    void doublesThePauseWithEachAttempt() {
        assertThat(schedule.pauseAfter(1, 0)).hasSeconds(5);
        assertThat(schedule.pauseAfter(2, 0)).hasSeconds(10);
        assertThat(schedule.pauseAfter(5, 0)).hasSeconds(80);
    }

    @Test
    void staysAtTheLongestPause() {
        assertThat(schedule.pauseAfter(9, 0)).hasMinutes(15);
        assertThat(schedule.pauseAfter(Integer.MAX_VALUE, 0)).hasMinutes(15);
    }

    @Test
    void spreadsByAFifth() {
        assertThat(schedule.pauseAfter(1, 1)).hasSeconds(4);
    }

    @Test
    void refusesAPauseThatIsNone() {
        assertThatThrownBy(() -> new RetrySchedule(Duration.ZERO, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
