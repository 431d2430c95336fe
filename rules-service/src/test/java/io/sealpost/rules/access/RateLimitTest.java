package io.sealpost.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private final RateLimit limit = new RateLimit(2);

    @Test
    void letsTenSecondsWorthThroughAtOnceAndThenSaysHowLongToWait() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.take("a", 0)).isEmpty();
        }
        assertThat(limit.take("a", 0)).contains(Duration.ofMillis(500));
        assertThat(limit.take("b", 0)).isEmpty();
    }

    @Test
    void fillsWithTimeAndNoFurtherThanItsBrim() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.take("a", 0)).isEmpty();
        }
        assertThat(limit.take("a", SECOND / 2)).isEmpty();
        assertThat(limit.take("a", SECOND / 2)).isPresent();
        for (int i = 0; i < 20; i++) {
            assertThat(limit.take("a", 1000 * SECOND)).isEmpty();
        }
        assertThat(limit.take("a", 1000 * SECOND)).isPresent();
    }
}
