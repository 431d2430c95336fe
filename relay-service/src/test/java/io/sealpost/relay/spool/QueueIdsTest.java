package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QueueIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:16:00Z");

    @Test
    void givesNoNameTwiceThoughTheClockStandsStill() {
        QueueIds ids = new QueueIds(Clock.fixed(NOW, ZoneOffset.UTC));
        Set<QueueId> given = new HashSet<>();
        // more than a millisecond has names
        for (int i = 0; i < QueueId.PER_MILLISECOND + 10; i++) {
            given.add(ids.next());
        }
        assertThat(given).hasSize(QueueId.PER_MILLISECOND + 10);
    }

    @Test
    void givesNoNameTwiceThoughTheClockGoesBack() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        QueueIds ids = new QueueIds(new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        Set<QueueId> given = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            now.set(NOW.plus(Duration.ofMillis(i % 3)));
            given.add(ids.next());
        }
        assertThat(given).hasSize(100_000);
    }

    @Test
    void sortsByTheTimeOfAcceptance() {
        assertThat(QueueId.of(NOW, QueueId.PER_MILLISECOND - 1)).isLessThan(QueueId.of(NOW.plusMillis(1), 0));
        assertThat(QueueId.of(NOW, 1).value()).hasSize(13).endsWith("0001");
    }
}
