package io.sealpost.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:15:30Z");
    private static final Scope SCOPE = Scope.domain("sender.example");
    private static final ScopeRevision WANTED = new ScopeRevision(SCOPE, 42);
    private static final Optional<Place> AT_57 = Optional.of(new Place(SCOPE, 42, "topic-1", 57));

    private final RolloutDecision decision =
            new RolloutDecision(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(30));

    private static Relay relay(String id, String topic, long offset, Instant heardAt, Refusal... refused) {
        return new Relay(id, topic, 1, offset, List.of(refused), List.of(), "http://x", Duration.ofHours(24), heardAt);
    }

    private static Relay relay(String id, long offset) {
        return relay(id, "topic-1", offset, NOW);
    }

    private Rollout decide(Optional<Place> place, Relay... relays) {
        return decision.decide(WANTED, place, List.of(relays));
    }

    @Test
    void isCompleteWhenEveryRelayHasReadThePlace() {
        assertThat(decide(AT_57, relay("a", 57), relay("b", 58)))
                .isEqualTo(new Rollout(Rollout.State.COMPLETE, 42, List.of(), null));
    }

    @Test
    void namesTheRelayThatIsBehind() {
        assertThat(decide(AT_57, relay("a", 57), relay("b", 56)))
                .isEqualTo(new Rollout(
                        Rollout.State.PENDING,
                        42,
                        List.of(new Rollout.Pending("b", Rollout.Reason.BEHIND, null)),
                        null));
    }

    @Test
    void isPendingWhileNothingIsPublished() {
        assertThat(decide(Optional.empty(), relay("a", 1_000)).pending())
                .containsExactly(new Rollout.Pending("a", Rollout.Reason.BEHIND, null));
    }

    @Test
    void isPendingWithoutRelays() {
        assertThat(decide(AT_57))
                .isEqualTo(new Rollout(Rollout.State.PENDING, 42, List.of(), "No relay is registered."));
    }

    @Test
    void countsARelayWhoseWordCannotBeReadAsOneThatAppliesNothing() {
        assertThat(decide(AT_57, relay("a", 57), Relay.unreadable("b", NOW)).pending())
                .containsExactly(new Rollout.Pending("b", Rollout.Reason.BEHIND, Relay.UNREADABLE));
    }

    @Test
    void countsNoOffsetOfAnotherTopic() {
        assertThat(decide(AT_57, relay("a", "topic-0", 1_000, NOW)).pending())
                .extracting(Rollout.Pending::reason)
                .containsExactly(Rollout.Reason.BEHIND);
    }

    @Test
    void stillCountsARelayThatIsSilent() {
        Instant tooLong = NOW.minusSeconds(30).minusMillis(1);
        assertThat(decide(AT_57, relay("a", 57), relay("b", "topic-1", 56, tooLong))
                        .pending())
                .containsExactly(new Rollout.Pending("b", Rollout.Reason.SILENT, null));
        assertThat(decide(AT_57, relay("b", "topic-1", 56, NOW.minusSeconds(30)))
                        .pending())
                .extracting(Rollout.Pending::reason)
                .containsExactly(Rollout.Reason.BEHIND);
    }

    @Test
    void asksNoMoreOfASilentRelayThatHadReadIt() {
        Instant longAgo = NOW.minus(Duration.ofHours(1));
        assertThat(decide(AT_57, relay("a", "topic-1", 57, longAgo)).isComplete())
                .isTrue();
    }

    @Test
    void tellsWhatARelaySaysAgainstIt() {
        Refusal refusal = new Refusal("domain/sender.example", 42, "unknown field");
        assertThat(decide(AT_57, relay("a", "topic-1", 57, NOW, refusal)).pending())
                .containsExactly(new Rollout.Pending("a", Rollout.Reason.REFUSED, "unknown field"));
    }

    @Test
    void mindsNoRefusalOfAnotherScope() {
        Refusal refusal = new Refusal("domain/other.example", 41, "unknown field");
        assertThat(decide(AT_57, relay("a", "topic-1", 57, NOW, refusal)).isComplete())
                .isTrue();
    }

    @Test
    void isBehindAndNotRefusingBeforeItHasReadTheChange() {
        Refusal older = new Refusal("domain/sender.example", 40, "unknown field");
        assertThat(decide(AT_57, relay("a", "topic-1", 56, NOW, older)).pending())
                .extracting(Rollout.Pending::reason)
                .containsExactly(Rollout.Reason.BEHIND);
    }
}
