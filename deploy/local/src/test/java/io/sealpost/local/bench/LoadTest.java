package io.sealpost.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void warmsUpWithNoMoreThanItMeasures() {
        assertThat(Load.of(Map.of(), false).the(Amount.WARM_UP)).isEqualTo(10_000);
        assertThat(Load.of(Map.of(Amount.MESSAGES, 300), false).the(Amount.WARM_UP))
                .isEqualTo(300);
        assertThat(Load.of(Map.of(Amount.MESSAGES, 300, Amount.WARM_UP, 400), false)
                        .the(Amount.WARM_UP))
                .isEqualTo(400);
    }

    @Test
    void goesToItsDomainsInTurn() {
        Load load = Load.of(Map.of(Amount.RECIPIENTS, 2, Amount.DESTINATIONS, 3), false);

        assertThat(load.recipients(0)).containsExactly("r0@d1.example", "r1@d2.example");
        assertThat(load.recipients(1)).containsExactly("r0@d3.example", "r1@d1.example");
        assertThat(load.recipients(1).stream().map(Load::index)).containsExactly(0, 1);
    }

    @Test
    void coversEachDomainByOneOfItsRules() {
        Load load = Load.of(Map.of(Amount.RULES, 3, Amount.DESTINATIONS, 7), false);

        assertThat(IntStream.range(0, 3).boxed().flatMap(rule -> load.patterns(rule).stream()))
                .containsExactlyInAnyOrderElementsOf(load.alive());
    }

    @Test
    void leavesTheLastDomainsDead() {
        Load load = Load.of(Map.of(Amount.RECIPIENTS, 2, Amount.DESTINATIONS, 3, Amount.DEAD, 1), false);

        assertThat(load.alive()).containsExactly("d1.example", "d2.example");
        assertThat(load.dead()).containsExactly("d3.example");
        assertThat(IntStream.range(0, 4).map(load::answering)).containsExactly(2, 1, 1, 2);
        assertThat(load.stuck(4)).isEqualTo(2);
    }

    @Test
    void hasRulesBesideThoseForItsDomains() {
        Load load = Load.of(Map.of(Amount.RULES, 3), false);

        assertThat(IntStream.range(0, 3).mapToObj(load::patterns))
                .containsExactly(List.of("d1.example"), List.of("other1.example"), List.of("other2.example"));
    }

    @Test
    void isTheSameInAnotherProcess() {
        Load load = Load.of(Map.of(Amount.SIZE, 5_000, Amount.PARTNER_LATENCY, 12), true);

        assertThat(Load.parse(load.words())).isEqualTo(load);
    }
}
