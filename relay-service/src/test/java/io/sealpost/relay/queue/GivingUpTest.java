package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.HELD;
import static io.sealpost.relay.queue.Samples.REJECTED;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.report.OperatorAct;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivingUpTest {
    private static final Duration LIFETIME = Duration.ofDays(5);
    private static final Instant END = ACCEPTED.plus(LIFETIME);
    private static final Address DAVE = Address.parse("dave@bank.example");

    private final GivingUp givingUp = new GivingUp(Samples.schedule(LIFETIME));
    private final SpooledMessage message =
            Samples.message(ACCEPTED, to(BOB, BANKS), to(CAROL, REJECTED), to(DAVE, HELD));

    @Test
    void failsTheRejectedWithTheWordsOfTheRuleAndLetsTheOthersBe() {
        Settlement.Settled settled = givingUp.stopped(message, ACCEPTED);

        assertThat(settled.message().recipients())
                .extracting(SpooledRecipient::state)
                .containsExactly(State.WAITING, State.FAILED, State.HELD);
        assertThat(settled.results())
                .singleElement()
                .satisfies(result -> assertPolicy(result, "5.7.1", "Not by mail."));
        assertThat(settled.dueAgain()).contains(END);
    }

    @Test
    void failsTheHeldAtTheEndOfTheLifetime() {
        SpooledMessage held = givingUp.stopped(message, ACCEPTED).message();

        assertThat(givingUp.stopped(held, END.minusSeconds(1)).results()).isEmpty();
        Settlement.Settled over = givingUp.stopped(held, END);
        assertThat(over.results())
                .singleElement()
                .satisfies(result -> assertPolicy(result, "5.4.7", "nobody let it go before its time was over"));
        assertThat(over.dueAgain()).isEmpty();
    }

    @Test
    void refusesTheHeldAlone() {
        OperatorAct act = new OperatorAct("jo", Optional.of("a private address"));

        Settlement.Settled settled = GivingUp.refused(message, act, ACCEPTED);

        assertThat(settled.results())
                .singleElement()
                .satisfies(result -> assertPolicy(result, "5.7.1", "a private address"));
        assertThat(settled.message().recipients())
                .extracting(SpooledRecipient::state)
                .containsExactly(State.WAITING, State.REJECTED, State.FAILED);
    }

    @Test
    void letsTheHeldGoUnderWhatWasDemanded() {
        SpooledMessage free = GivingUp.letGo(message, ACCEPTED.plusSeconds(60));

        assertThat(free.recipients())
                .extracting(SpooledRecipient::state)
                .containsExactly(State.WAITING, State.REJECTED, State.WAITING);
        assertThat(free.recipients().get(2).decision().requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(free.nextAttemptAt()).isEqualTo(ACCEPTED.plusSeconds(60));
    }

    private static void assertPolicy(RecipientResult result, String status, String words) {
        assertThat(result.outcome()).isInstanceOfSatisfying(RecipientOutcome.Failed.class, failed -> {
            assertThat(failed.type()).isEqualTo(FailureType.POLICY);
            assertThat(failed.cause().status()).hasToString(status);
            assertThat(failed.cause().text()).isEqualTo(words);
        });
    }
}
