package io.sealpost.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.rules.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTimeTest {

    @ParameterizedTest
    @CsvSource({"10s, PT10S", "PT10S, PT10S", "500ms, PT0.5S", "1m, PT1M", "60s, PT1M", "0s, PT0S"})
    void readsATime(String text, Duration time) {
        assertThat(WaitTime.parse(text)).contains(time);
    }

    @Test
    void isEmptyWhereNoneIsAskedFor() {
        assertThat(WaitTime.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "ten", "61s", "-1s", "PT-1S", "PT61S", "99999999s"})
    void refusesWhatIsNoneOrTooLong(String text) {
        assertThatThrownBy(() -> WaitTime.parse(text)).isInstanceOf(ProblemException.class);
    }
}
