package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {
    private final AttemptLimit limit = new AttemptLimit(50);

    @Test
    void beginsWithAFewAtOnceAndNeverMoreThanTheOperatorAllows() {
        assertThat(fill()).hasSize(AttemptLimit.FIRST);
        assertThat(new AttemptLimit(2).limit()).isEqualTo(2);
    }

    @Test
    void risesByOneForEachThatIsServed() {
        fill().forEach(begun -> limit.end(begun, Signal.SERVED));

        assertThat(limit.limit()).isEqualTo(2 * AttemptLimit.FIRST);
    }

    @Test
    void isHalvedOnceForAllThatWereUnderWayTogether() {
        IntStream.range(0, 45).forEach(i -> limit.end(limit.begin(), Signal.SERVED));
        int before = limit.limit();
        fill().forEach(begun -> limit.end(begun, Signal.OVERLOADED));

        assertThat(before).isEqualTo(50);
        assertThat(limit.limit()).isEqualTo(25);
    }

    @Test
    void isHalvedAgainByThoseThatBeganAfterwards() {
        IntStream.range(0, 3).forEach(i -> limit.end(limit.begin(), Signal.UNREACHABLE));

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void staysAsItIsWhereNothingIsSaidOfTheLoad() {
        limit.end(limit.begin(), Signal.ANSWERED);
        limit.end(limit.begin(), Signal.SILENT);

        assertThat(limit.limit()).isEqualTo(AttemptLimit.FIRST);
    }

    @Test
    void keepsBetweenOneAndWhatTheOperatorAllows() {
        qt().forAll(lists().of(arbitrary().enumValues(Signal.class)).ofSizeBetween(0, 200))
                .checkAssert(signals -> {
                    AttemptLimit any = new AttemptLimit(20);
                    for (Signal signal : signals) {
                        any.end(any.begin(), signal);
                        assertThat(any.limit()).isBetween(1, 20);
                        assertThat(any.hasRoom()).isTrue();
                    }
                });
    }

    private List<Integer> fill() {
        List<Integer> begun = new ArrayList<>();
        while (limit.hasRoom()) {
            begun.add(limit.begin());
        }
        return begun;
    }
}
