package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.deferred;
import static io.sealpost.relay.queue.Samples.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static final Observation NET = Samples.seen(ACCEPTED, "192.0.2.1:25", AttemptClass.NET);
    private static final Observation TAKEN = Samples.seen(ACCEPTED, "192.0.2.2:25", AttemptClass.DELIVERED);
    private static final Observation BAD_TLS = Samples.seen(ACCEPTED, "192.0.2.2:25", AttemptClass.TLS_TEMP);
    private static final Observation OURS = Samples.seen(ACCEPTED, "192.0.2.2:25", AttemptClass.LOCAL);

    @Test
    void isServedWhereOneAddressServed() {
        assertThat(Signal.of(List.of(delivered(BOB, NET, TAKEN), deferred(CAROL, "4.2.2", refused(452)))))
                .isEqualTo(Signal.SERVED);
    }

    @Test
    void isUnreachableWhereNoAddressWasReached() {
        assertThat(Signal.of(List.of(deferred(BOB, "4.4.1", NET, NET)))).isEqualTo(Signal.UNREACHABLE);
        assertThat(Signal.of(List.of(deferred(BOB, "4.7.5", NET, BAD_TLS)))).isEqualTo(Signal.ANSWERED);
    }

    @Test
    void isOverloadedWhereTheServiceClosesOrTheSessionBreaksOff() {
        assertThat(Signal.of(List.of(deferred(BOB, "4.3.2", refused(421))))).isEqualTo(Signal.OVERLOADED);
        assertThat(Signal.of(List.of(
                        deferred(BOB, "4.4.2", Samples.seen(ACCEPTED, "192.0.2.3:25", AttemptClass.SMTP_TEMP)))))
                .isEqualTo(Signal.OVERLOADED);
    }

    /** A busy server is there: it must not be held for dead. */
    @Test
    void isNotUnreachableWhereTheGreetingWasARefusal() {
        assertThat(Signal.of(List.of(deferred(BOB, "4.3.2", NET, refused(421, AttemptClass.NET)))))
                .isEqualTo(Signal.OVERLOADED);
        assertThat(Signal.of(List.of(deferred(BOB, "4.3.2", NET, refused(554, AttemptClass.NET)))))
                .isEqualTo(Signal.ANSWERED);
    }

    @Test
    void saysNothingOfTheLoadWhereMailIsPutOffOrTlsIsNotAsDemanded() {
        assertThat(Signal.of(List.of(deferred(BOB, "4.7.1", refused(450))))).isEqualTo(Signal.ANSWERED);
        assertThat(Signal.of(List.of(deferred(BOB, "4.7.5", BAD_TLS)))).isEqualTo(Signal.ANSWERED);
    }

    @Test
    void isSilentWhereTheTroubleIsOurOwn() {
        assertThat(Signal.of(List.of(deferred(BOB, "4.3.0", OURS)))).isEqualTo(Signal.SILENT);
        assertThat(Signal.of(Settlement.internalError(List.of(BOB)))).isEqualTo(Signal.SILENT);
        assertThat(Signal.of(List.of())).isEqualTo(Signal.SILENT);
    }

    @Test
    void isAnsweredWhereRoutingHasAFinalWord() {
        Cause noSuchDomain =
                new Cause(Optional.empty(), EnhancedStatus.of("5.1.2"), "no such domain", Optional.empty());

        assertThat(Signal.of(List.of(new RecipientRound(
                        BOB, new RecipientOutcome.Failed(FailureType.UNROUTABLE, noSuchDomain), List.of()))))
                .isEqualTo(Signal.ANSWERED);
    }

    private static Observation refused(int code) {
        return refused(code, AttemptClass.SMTP_TEMP);
    }

    private static Observation refused(int code, AttemptClass kind) {
        return new Observation(
                ACCEPTED,
                "mx.example",
                Optional.of("192.0.2.4:25"),
                kind,
                Optional.of(Reply.of(code, "not now")),
                "",
                Optional.empty());
    }
}
