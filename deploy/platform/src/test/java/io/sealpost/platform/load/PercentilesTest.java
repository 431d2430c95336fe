package io.sealpost.platform.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void areTheNearestRanksOfWhateverOrder() {
        Percentiles thousand = Percentiles.of(
                LongStream.rangeClosed(1, 1_000).map(value -> 1_001 - value).toArray());

        assertThat(thousand.within(0.5)).isEqualTo(500);
        assertThat(thousand.within(0.99)).isEqualTo(990);
        assertThat(thousand.within(0.999)).isEqualTo(999);
        assertThat(thousand.within(1)).isEqualTo(1_000);
    }

    @Test
    void ofOneValueAreThatValue() {
        Percentiles one = Percentiles.of(new long[] {7});

        assertThat(one.within(0.001)).isEqualTo(7);
        assertThat(one.within(0.999)).isEqualTo(7);
    }

    @Test
    void ofNothingThereAreNone() {
        assertThatThrownBy(() -> Percentiles.of(new long[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
