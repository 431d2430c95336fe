package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSightingsTest {
    private static final Domain BANK = Domain.parse("bank.example");
    private static final Domain SHOP = Domain.parse("shop.example");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    Path temp;

    @Test
    void keepsADomainForThirtyDays() throws Exception {
        try (Spool spool = open()) {
            add(spool, BANK, NOW);

            assertThat(isKnown(spool, BANK, NOW)).isTrue();
            assertThat(isKnown(spool, BANK, NOW.plus(Duration.ofDays(30)))).isTrue();
            assertThat(isKnown(spool, BANK, NOW.plus(Duration.ofDays(31)))).isFalse();
            assertThat(isKnown(spool, SHOP, NOW)).isFalse();
        }
    }

    @Test
    void beginsTheThirtyDaysAnewWithALaterSighting() throws Exception {
        try (Spool spool = open()) {
            add(spool, BANK, NOW);
            add(spool, BANK, NOW.plus(Duration.ofDays(20)));

            assertThat(isKnown(spool, BANK, NOW.plus(Duration.ofDays(49)))).isTrue();
        }
    }

    @Test
    void survivesARestartAndForgetsThenWhatIsOver() throws Exception {
        try (Spool spool = open()) {
            add(spool, BANK, NOW);
            add(spool, SHOP, NOW.minus(Duration.ofDays(31)));
        }
        try (Spool spool = open()) {
            assertThat(isKnown(spool, BANK, NOW)).isTrue();
            // asked as of a time at which it was not over: it is gone
            assertThat(isKnown(spool, SHOP, NOW.minus(Duration.ofDays(31)))).isFalse();
        }
    }

    @Test
    void forgetsOnceADayWhatIsOver() throws Exception {
        try (Spool spool = open()) {
            add(spool, BANK, NOW);
            add(spool, SHOP, NOW.plus(Duration.ofDays(31)));

            assertThat(isKnown(spool, BANK, NOW)).isFalse();
            assertThat(isKnown(spool, SHOP, NOW.plus(Duration.ofDays(31)))).isTrue();
        }
    }

    private Spool open() {
        return Spool.open(temp.resolve("spool"));
    }

    private static void add(Spool spool, Domain domain, Instant at) throws Exception {
        spool.tlsSightings().add(domain, at).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static boolean isKnown(Spool spool, Domain domain, Instant now) throws Exception {
        return spool.tlsSightings()
                .last(domain, now)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .isPresent();
    }
}
