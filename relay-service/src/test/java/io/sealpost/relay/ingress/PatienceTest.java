package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final ClientTimeouts LIMITS = new ClientTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final Patience patience = new Patience(LIMITS, 0);

    @Test
    void endsAfterSilence() {
        patience.heard(at(5));

        assertThat(patience.isOver(at(14))).isFalse();
        assertThat(patience.isOver(at(15))).isTrue();
    }

    @Test
    void endsWithACommandThatComesOctetByOctet() {
        for (int second = 5; second < 35; second += 5) {
            patience.heard(at(second));
            patience.stands(Awaited.COMMAND, 0);
            assertThat(patience.isOver(at(second))).isFalse();
        }
        patience.heard(at(34));

        assertThat(patience.isOver(at(35))).isTrue();
    }

    @Test
    void beginsAnewWithEachCommand() {
        for (int second = 5; second < 100; second += 5) {
            patience.heard(at(second));
            patience.stands(Awaited.COMMAND, second);
        }

        assertThat(patience.isOver(at(100))).isFalse();
    }

    @Test
    void givesAMessageItsOwnTimes() {
        patience.heard(at(5));
        patience.stands(Awaited.DATA, 3);
        for (int second = 6; second < 66; second += 15) {
            assertThat(patience.isOver(at(second))).isFalse();
            patience.heard(at(second));
            patience.stands(Awaited.DATA, 3);
        }

        assertThat(patience.isOver(at(65))).isFalse();
        assertThat(patience.isOver(at(66))).isTrue();
    }

    @Test
    void doesNotBlameTheClientForTheRelay() {
        patience.heard(at(1));
        patience.stands(Awaited.NOTHING, 4);

        assertThat(patience.isOver(at(1000))).isFalse();
    }

    private static long at(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
