package io.sealpost.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:15:30Z");
    private static final RolloutConfig CONFIG = new RolloutConfig() {
        @Override
        public Duration silence() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration departureMargin() {
            return Duration.ofMinutes(5);
        }
    };

    private final Roster roster = new Roster(CONFIG, Clock.fixed(NOW, ZoneOffset.UTC));

    private static RelayStatus active(String relay, long offset) {
        return active(relay, offset, Duration.ofHours(24));
    }

    private static RelayStatus active(String relay, long offset, Duration maxStaleness) {
        return new RelayStatus(
                relay,
                RelayStatus.State.ACTIVE,
                "topic",
                1L,
                offset,
                List.of(),
                List.of(),
                "http://x",
                maxStaleness,
                null,
                NOW);
    }

    private static RelayStatus retired(String relay) {
        return new RelayStatus(relay, RelayStatus.State.RETIRED, null, null, null, null, null, null, null, null, NOW);
    }

    @Test
    void keepsTheLatestWordOfEachRelay() {
        roster.hear(active("b", 1), NOW);
        roster.hear(active("a", 1), NOW);
        roster.hear(active("b", 2), NOW);
        assertThat(roster.present()).extracting(Relay::id).containsExactly("a", "b");
        assertThat(roster.present()).extracting(Relay::appliedOffset).containsExactly(1L, 2L);
    }

    @Test
    void letsARelayGoThatSaysGoodbyeOrIsRemoved() {
        roster.hear(active("a", 1), NOW);
        roster.hear(active("b", 1), NOW);
        roster.hear(retired("a"), NOW);
        roster.hear(RelayStatus.removed("b", "operator", NOW), NOW);
        assertThat(roster.present()).isEmpty();
    }

    @Test
    void keepsARelayWhoseWordCannotBeReadAsOneThatAppliesNothing() {
        roster.hear(active("a", 7), NOW);
        roster.hearUnreadable("a", NOW);
        assertThat(roster.present()).extracting(Relay::isUnreadable).containsExactly(true);
        assertThat(roster.present()).extracting(Relay::appliedOffset).containsExactly(-1L);
        roster.hear(active("a", 8), NOW);
        assertThat(roster.present()).extracting(Relay::appliedOffset).containsExactly(8L);
    }

    @Test
    void keepsARelayWhoseWordCannotBeReadForAsLongAsItSaidBefore() {
        Duration days = Duration.ofDays(3);
        roster.hear(active("a", 7, days), NOW.minus(days));
        roster.hearUnreadable("a", NOW.minus(days));
        assertThat(roster.present()).extracting(Relay::id).containsExactly("a");
    }

    @Test
    void letsARelayGoOnlyWhenItCannotSendAnyMore() {
        Duration limit = Duration.ofHours(24).plus(Duration.ofMinutes(5));
        roster.hear(active("a", 1), NOW.minus(limit));
        roster.hear(active("b", 1), NOW.minus(limit).minusMillis(1));
        assertThat(roster.present()).extracting(Relay::id).containsExactly("a");
        assertThat(roster.isSilent(roster.present().get(0))).isTrue();
    }
}
