package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.relay.mail.Domain;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausedDestinationsTest {
    private static final Instant SINCE = Instant.parse("2026-11-24T08:16:00Z");

    @TempDir
    Path temp;

    @Test
    void outliveARestart() {
        List<PausedDestination> paused = List.of(
                paused("bank.example", Optional.of("asked for")), paused("elsewhere.example", Optional.empty()));
        try (Spool spool = Spool.open(temp)) {
            spool.pausedDestinations().save(paused);
        }

        try (Spool spool = Spool.open(temp)) {
            assertThat(spool.pausedDestinations().saved()).isEqualTo(paused);
        }
    }

    @Test
    void areNoneInANewSpoolAndWhereTheRecordIsDamaged() {
        try (Store store = Store.open(temp)) {
            PausedDestinations paused = new PausedDestinations(store);
            List<PausedDestination> before = paused.saved();
            store.put(Family.META, Keys.meta("paused-destinations"), new byte[] {1, 2, 3, 4, 5, 6});

            assertThat(before).isEmpty();
            assertThat(paused.saved()).isEmpty();
        }
    }

    @Test
    void areBounded() {
        List<PausedDestination> many = IntStream.rangeClosed(0, PausedDestinations.MOST)
                .mapToObj(i -> paused("d" + i + ".example", Optional.empty()))
                .toList();
        try (Store store = Store.open(temp)) {
            PausedDestinations paused = new PausedDestinations(store);
            paused.save(many.subList(1, many.size()));

            assertThatThrownBy(() -> paused.save(many)).isInstanceOf(IllegalArgumentException.class);
            assertThat(paused.saved()).hasSize(PausedDestinations.MOST);
        }
    }

    @Test
    void takeNoReasonThatDoesNotFitALine() {
        for (String reason : List.of("", "two\nlines", "x".repeat(201))) {
            assertThatThrownBy(() -> paused("bank.example", Optional.of(reason)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reason");
        }
    }

    private static PausedDestination paused(String domain, Optional<String> reason) {
        return new PausedDestination(Domain.parse(domain), SINCE, reason);
    }
}
