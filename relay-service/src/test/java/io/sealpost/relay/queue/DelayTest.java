package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayTest {
    @Test
    void tellsOfThoseAloneForWhomItIsAsked() {
        SpooledMessage message =
                Samples.message(ACCEPTED, asking(BOB, "DELAY"), asking(CAROL, "FAILURE"), to(CAROL, BANKS));

        Settlement.Settled told = Delay.tell(message);

        assertThat(Delay.isToBeTold(message)).isTrue();
        assertThat(told.results())
                .extracting(result -> result.recipient().address())
                .containsExactly(BOB);
        assertThat(told.message().recipients())
                .extracting(SpooledRecipient::toldOfDelay)
                .containsExactly(true, false, false);
    }

    @Test
    void tellsOnce() {
        SpooledMessage message = Samples.message(ACCEPTED, asking(BOB, "FAILURE,DELAY"));

        assertThat(Delay.isToBeTold(Delay.tell(message).message())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED", "FAILED"})
    void saysNothingOfWhoWaitsNoMore(State state) {
        assertThat(Delay.isToBeTold(Samples.message(ACCEPTED, asking(BOB, "DELAY", state))))
                .isFalse();
    }

    @Test
    void tellsNobodyOfMailWithANullPath() {
        assertThat(Delay.isToBeTold(Samples.message(ACCEPTED, ReversePath.NULL, asking(BOB, "DELAY"))))
                .isFalse();
    }

    @Test
    void tellsWhatWasSeenLast() {
        Observation first = Samples.seen(ACCEPTED.plusSeconds(1), "192.0.2.1:25", AttemptClass.TLS_TEMP);
        Observation last = Samples.seen(ACCEPTED.plusSeconds(2), "192.0.2.2:25", AttemptClass.NET);

        RecipientResult result = told(last, first);

        assertThat(cause(result).kind()).contains(AttemptClass.NET);
        assertThat(cause(result).status()).hasToString("4.4.1");
        assertThat(cause(result).text()).isEqualTo("seen");
        assertThat(result.lastAttemptAt()).isEqualTo(last.at());
    }

    @Test
    void tellsTheServersOwnWords() {
        Observation greylisted = new Observation(
                ACCEPTED,
                "mx.example",
                Optional.of("192.0.2.1:25"),
                AttemptClass.SMTP_TEMP,
                Optional.of(Reply.of(451, "4.7.1 greylisted")),
                "",
                Optional.empty());

        Cause cause = cause(told(greylisted));

        assertThat(cause.status()).hasToString("4.7.1");
        assertThat(cause.text()).isEqualTo("451 4.7.1 greylisted");
        assertThat(cause.remoteHost()).contains("mx.example");
    }

    @Test
    void saysThatAMessageIsHeldThatWasNeverTried() {
        RecipientResult result = told();

        assertThat(cause(result).kind()).contains(AttemptClass.LOCAL);
        assertThat(cause(result).status()).hasToString("4.3.2");
        assertThat(result.lastAttemptAt()).isEqualTo(ACCEPTED);
    }

    private static RecipientResult told(Observation... seen) {
        SpooledRecipient bob = asking(BOB, "DELAY");
        return Delay.tell(Samples.message(
                        ACCEPTED,
                        new SpooledRecipient(
                                BOB,
                                Optional.empty(),
                                bob.dsn(),
                                BANKS,
                                State.WAITING,
                                Optional.empty(),
                                seen.length,
                                false,
                                false,
                                List.of(seen))))
                .results()
                .get(0);
    }

    private static Cause cause(RecipientResult result) {
        return ((RecipientOutcome.Deferred) result.outcome()).cause();
    }

    private static SpooledRecipient asking(Address address, String notify) {
        return asking(address, notify, State.WAITING);
    }

    private static SpooledRecipient asking(Address address, String notify, State state) {
        return new SpooledRecipient(
                address,
                Optional.empty(),
                Samples.notify(notify),
                BANKS,
                state,
                Optional.empty(),
                0,
                true,
                false,
                List.of());
    }
}
