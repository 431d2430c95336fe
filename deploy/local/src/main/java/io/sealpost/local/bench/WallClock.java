package io.sealpost.local.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock that all processes of a machine share. */
final class WallClock {
    private WallClock() {}

    /** Since the epoch. */
    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
