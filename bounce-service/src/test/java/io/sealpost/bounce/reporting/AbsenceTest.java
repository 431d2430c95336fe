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
                database.isAway("one", away::incrementAndGet);
            }
            database.isThere("one", back::incrementAndGet);
            database.isThere("one", back::incrementAndGet);
            assertThat(away).hasValue(outage);
            assertThat(back).hasValue(outage);
        }
    }

    @Test
    void lastsUntilNobodyWaits() {
        database.isAway("one", away::incrementAndGet);
        database.isAway("other", away::incrementAndGet);

        database.isThere("one", back::incrementAndGet);
        database.isThere("a third", back::incrementAndGet);

        assertThat(away).hasValue(1);
        assertThat(back).hasValue(0);
        assertThat(database.waiting()).isEqualTo(1);
        database.isThere("other", back::incrementAndGet);
        assertThat(back).hasValue(1);
    }
}
