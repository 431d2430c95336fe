package io.sealpost.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally =
            new Tally(Load.of(Map.of(Amount.MESSAGES, 3, Amount.WARM_UP, 0, Amount.RECIPIENTS, 2), false));

    @Test
    void isSettledWhenAllThatWasTakenHasArrivedAtAllOfItsRecipients() {
        tally.taken(0, 1_000, 5);
        tally.refused(1, "452 4.3.1 no room");
        tally.sent();
        tally.delivered(0, 0, 1_100);
        assertThat(tally.isSettled()).isFalse();

        tally.delivered(0, 1, 1_200);

        assertThat(tally.isSettled()).isTrue();
    }

    @Test
    void isNotSettledWhileMoreIsSent() {
        tally.taken(0, 1_000, 5);
        tally.delivered(0, 0, 1_100);
        tally.delivered(0, 1, 1_100);

        assertThat(tally.isSettled()).isFalse();
    }

    @Test
    void awaitsNothingAtADeadDestination() {
        Tally tally = new Tally(
                Load.of(Map.of(Amount.MESSAGES, 2, Amount.WARM_UP, 0, Amount.DESTINATIONS, 2, Amount.DEAD, 1), false));
        tally.taken(0, 1_000, 5);
        tally.taken(1, 1_000, 5);
        tally.sent();
        assertThat(tally.isSettled()).isFalse();

        tally.delivered(0, 0, 1_100);

        assertThat(tally.isSettled()).isTrue();
        assertThat(tally.times(0).messages()).isEqualTo(1);
    }

    @Test
    void hearsOfAnArrivalBeforeTheReply() {
        tally.delivered(0, 1, 900);
        tally.delivered(0, 0, 990);
        tally.taken(0, 1_000, 5);
        tally.sent();

        assertThat(tally.isSettled()).isTrue();
        assertThat(tally.times(0).wayMicros().within(1)).isZero();
    }

    @Test
    void timesTheWayToTheLastRecipientOfWhatArrivedFromANumberOn() {
        for (int number = 0; number < 3; number++) {
            tally.taken(number, 1_000 * (number + 1), 5 + number);
        }
        tally.delivered(0, 0, 9_000);
        tally.delivered(0, 1, 9_000);
        tally.delivered(1, 0, 2_300);
        tally.delivered(1, 1, 2_100);
        tally.delivered(2, 0, 3_100);

        Tally.Times times = tally.times(1);

        assertThat(times.messages()).isEqualTo(1);
        assertThat(times.replyNanos().within(1)).isEqualTo(6);
        assertThat(times.wayMicros().within(1)).isEqualTo(300);
        assertThat(times.lastDelivered()).isEqualTo(2_300);
    }

    @Test
    void saysWhatWentWrong() {
        tally.taken(0, 1_000, 5);
        tally.refused(1, "452 4.3.1 no room");
        tally.damaged("message 0 has another content than was sent");

        assertThat(tally.counts().failures())
                .containsExactly(
                        "1 of 2 messages were not taken",
                        "1 of 1 messages that were taken have not arrived",
                        "1 messages have not arrived as they were sent",
                        "message 1 was not taken: 452 4.3.1 no room",
                        "message 0 has another content than was sent");
    }

    @Test
    void takesARepeatedArrivalForNoFailure() {
        tally.taken(0, 1_000, 5);
        tally.delivered(0, 0, 1_100);
        tally.delivered(0, 0, 1_100);
        tally.delivered(0, 1, 1_100);

        assertThat(tally.counts().twice()).isEqualTo(1);
        assertThat(tally.counts().failures()).isEmpty();
    }

    @Test
    void takesAMessageThatWasNeverSentForDamage() {
        tally.delivered(3, 0, 1_000);
        tally.delivered(0, 2, 1_000);

        assertThat(tally.counts().damaged()).isEqualTo(2);
    }

    @Test
    void countsOnlyWhatCameSince() {
        tally.refused(0, "421 too many");
        Counts before = tally.counts();
        tally.taken(1, 1_000, 5);
        tally.delivered(1, 0, 1_100);
        tally.delivered(1, 1, 1_100);

        assertThat(tally.counts().since(before).failures()).isEmpty();
        assertThat(tally.counts().since(before).complete()).isEqualTo(1);
    }
}
