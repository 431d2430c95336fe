package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger back = new AtomicInteger();
    private final Absence database = new Absence();

    @Test
    void isToldOnceAndSoIsTheReturn() {
        for (int outage = 1; outage <= 2; outage++) {
            for (int tries = 0; tries < 10; tries++) {
                database.isAway(away::incrementAndGet);
            }
            database.isThere(back::incrementAndGet);
            database.isThere(back::incrementAndGet);
            assertThat(away).hasValue(outage);
            assertThat(back).hasValue(outage);
        }
    }
}
