package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.deferred;
import static io.sealpost.relay.queue.Samples.delivered;
import static io.sealpost.relay.queue.Samples.seen;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final Instant BEGUN = ACCEPTED.plusSeconds(1);
    private static final Instant NOW = ACCEPTED.plusSeconds(2);
    private static final Observation REFUSED = seen(BEGUN, "192.0.2.1:25", AttemptClass.NET);
    private static final Observation NO_TLS = seen(BEGUN, "192.0.2.2:25", AttemptClass.TLS_ABSENT);
    private static final Observation GREYLISTED = seen(BEGUN, "192.0.2.3:25", AttemptClass.SMTP_TEMP);

    private final Settlement settlement = new Settlement(Samples.schedule(Duration.ofDays(5)));

    @Test
    void keepsWhoIsDeferredAndLetsGoWhoIsDelivered() {
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, Decision.NONE));

        SpooledMessage after = settle(message, delivered(BOB), deferred(CAROL, "4.4.1", REFUSED))
                .message();

        assertThat(after.recipients())
                .extracting(SpooledRecipient::state)
                .containsExactly(State.DELIVERED, State.WAITING);
        assertThat(after.isSettled()).isFalse();
        assertThat(after.nextAttemptAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void leavesRecipientsOfOtherDestinationsAsTheyAre() {
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, Decision.NONE));

        Settlement.Settled settled = settle(message, delivered(BOB));

        assertThat(settled.message().recipients().get(1))
                .isEqualTo(message.recipients().get(1));
        assertThat(settled.message().nextAttemptAt()).isEqualTo(message.nextAttemptAt());
        assertThat(settled.results()).hasSize(1);
    }

    @Test
    void staysDueForThoseWhoWereNeverTried() {
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, Decision.NONE));

        Settlement.Settled first = settle(message, deferred(BOB, "4.4.1", REFUSED));
        Settlement.Settled second = settle(first.message(), deferred(CAROL, "4.4.1", REFUSED));

        assertThat(first.dueAgain()).contains(NOW.plus(Duration.ofMinutes(5)));
        assertThat(first.message().nextAttemptAt()).isEqualTo(ACCEPTED);
        assertThat(second.message().nextAttemptAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void failsWhomItGivesUpWithoutCountingARound() {
        SpooledMessage message = settle(
                        Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, Decision.NONE)),
                        deferred(BOB, "4.7.5", NO_TLS))
                .message();

        Settlement.Settled settled = GivingUp.atTheEnd(message, BOB.domain(), Samples.REFUSED, NOW);

        assertThat(settled.results()).singleElement().satisfies(result -> {
            assertThat(result.recipient().state()).isEqualTo(State.FAILED);
            assertThat(result.recipient().rounds()).isEqualTo(1);
            assertThat(result.recipient().onlyTlsFailures()).isTrue();
            assertThat(result.lastAttemptAt()).isEqualTo(NO_TLS.at());
            assertThat(result.outcome())
                    .isEqualTo(new RecipientOutcome.Failed(FailureType.EXPIRED, Samples.REFUSED.asPermanent()));
        });
        assertThat(settled.message().recipients().get(1).isWaiting()).isTrue();
        assertThat(settled.dueAgain()).isEmpty();
    }

    @Test
    void isSettledWhenNobodyWaits() {
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS));

        assertThat(settle(message, delivered(BOB)).message().isSettled()).isTrue();
    }

    @Test
    void countsRoundsAndRemembersTheFirst() {
        SpooledMessage first = settle(Samples.message(ACCEPTED, to(BOB, BANKS)), deferred(BOB, "4.4.1", REFUSED))
                .message();
        Instant later = NOW.plusSeconds(300);

        SpooledMessage second = settlement
                .settle(first, List.of(deferred(BOB, "4.4.1", REFUSED)), later, later)
                .message();

        assertThat(second.recipients().get(0).rounds()).isEqualTo(2);
        assertThat(second.recipients().get(0).firstAttemptAt()).contains(BEGUN);
        assertThat(second.nextAttemptAt()).isEqualTo(later.plus(Duration.ofMinutes(10)));
    }

    @Test
    void countsARoundAsTlsFailureIfTheRestWasNotReached() {
        assertThat(onlyTlsFailuresAfter(NO_TLS, REFUSED)).isTrue();
        assertThat(onlyTlsFailuresAfter(NO_TLS)).isTrue();
    }

    @Test
    void doesNotCountARoundInWhichTlsWasNotSeenOrNotAllThatFailed() {
        assertThat(onlyTlsFailuresAfter(REFUSED)).isFalse();
        assertThat(onlyTlsFailuresAfter(NO_TLS, GREYLISTED)).isFalse();
        assertThat(onlyTlsFailuresAfter()).isFalse();
    }

    @Test
    void neverCountsTlsFailuresAgainAfterAnotherOne() {
        SpooledMessage first = settle(Samples.message(ACCEPTED, to(BOB, BANKS)), deferred(BOB, "4.4.1", REFUSED))
                .message();

        assertThat(settle(first, deferred(BOB, "4.7.5", NO_TLS))
                        .message()
                        .recipients()
                        .get(0)
                        .onlyTlsFailures())
                .isFalse();
    }

    @Test
    void keepsTheLatestObservationOfEachAddress() {
        Observation later = seen(NOW, "192.0.2.1:25", AttemptClass.SMTP_TEMP);
        SpooledMessage first = settle(
                        Samples.message(ACCEPTED, to(BOB, BANKS)), deferred(BOB, "4.4.1", REFUSED, NO_TLS))
                .message();

        SpooledMessage second = settle(first, deferred(BOB, "4.4.1", later)).message();

        assertThat(second.recipients().get(0).observations()).containsExactly(later, NO_TLS);
    }

    @Test
    void turnsADeferralIntoAnExpiryWhenTheLifetimeIsOver() {
        Instant end = ACCEPTED.plus(Duration.ofDays(5));
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS));

        Settlement.Settled settled = settlement.settle(message, List.of(deferred(BOB, "4.4.1", REFUSED)), end, end);

        assertThat(settled.message().recipients().get(0).state()).isEqualTo(State.FAILED);
        assertThat(settled.results().get(0).outcome()).isInstanceOfSatisfying(RecipientOutcome.Failed.class, failed -> {
            assertThat(failed.type()).isEqualTo(FailureType.EXPIRED);
            assertThat(failed.cause().status()).isEqualTo(EnhancedStatus.of("5.4.1"));
        });
    }

    @Test
    void deliversEvenAfterTheLifetime() {
        Instant end = ACCEPTED.plus(Duration.ofDays(6));
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, BANKS));

        assertThat(settlement
                        .settle(message, List.of(delivered(BOB)), end, end)
                        .message()
                        .recipients()
                        .get(0)
                        .state())
                .isEqualTo(State.DELIVERED);
    }

    @Test
    void failsWhoIsRefusedForGoodWhateverTheAge() {
        Cause cause =
                new Cause(Optional.of(AttemptClass.SMTP_PERM), EnhancedStatus.of("5.1.1"), "550 no", Optional.of("mx"));
        RecipientRound refused =
                new RecipientRound(BOB, new RecipientOutcome.Failed(FailureType.REJECTED, cause), List.of());

        Settlement.Settled settled = settle(Samples.message(ACCEPTED, to(BOB, BANKS)), refused);

        assertThat(settled.results().get(0).outcome()).isEqualTo(refused.outcome());
    }

    @Test
    void defersWithALocalCauseWhereOurOwnCodeFailed() {
        Settlement.Settled settled = settlement.settle(
                Samples.message(ACCEPTED, to(BOB, BANKS)), Settlement.internalError(List.of(BOB)), BEGUN, NOW);

        assertThat(settled.message().isSettled()).isFalse();
        assertThat(settled.results().get(0).outcome())
                .isInstanceOfSatisfying(RecipientOutcome.Deferred.class, deferred -> {
                    assertThat(deferred.cause().status()).isEqualTo(EnhancedStatus.of("4.3.0"));
                    assertThat(deferred.cause().kind()).contains(AttemptClass.LOCAL);
                });
    }

    private Settlement.Settled settle(SpooledMessage message, RecipientRound... rounds) {
        return settlement.settle(message, List.of(rounds), BEGUN, NOW);
    }

    private boolean onlyTlsFailuresAfter(Observation... seen) {
        return settle(Samples.message(ACCEPTED, to(BOB, BANKS)), deferred(BOB, "4.7.5", seen))
                .message()
                .recipients()
                .get(0)
                .onlyTlsFailures();
    }
}
