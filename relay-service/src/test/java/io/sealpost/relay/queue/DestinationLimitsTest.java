package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.QueueId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationLimitsTest {
    private static final Domain BANK = Domain.parse("bank.example");
    private static final Domain SLOW = Domain.parse("slow.example");
    private static final QueueId FIRST = new QueueId("0MVDH8R5C0001");
    private static final QueueId SECOND = new QueueId("0MVDH8R5C0002");
    private static final QueueId THIRD = new QueueId("0MVDH8R5C0003");

    private final DestinationLimits limits = new DestinationLimits(1);

    @Test
    void parksAMessageWhoseDestinationIsFull() {
        assertThat(limits.begin(FIRST, List.of(SLOW))).isTrue();
        assertThat(limits.begin(SECOND, List.of(SLOW))).isFalse();
        assertThat(limits.begin(THIRD, List.of(BANK))).isTrue();
    }

    @Test
    void freesParkedMessagesOneForEachThatEnds() {
        limits.begin(FIRST, List.of(SLOW));
        limits.begin(SECOND, List.of(SLOW));
        limits.begin(THIRD, List.of(SLOW));

        assertThat(limits.end(List.of(SLOW))).containsExactly(SECOND);
        assertThat(limits.begin(SECOND, List.of(SLOW))).isTrue();
        assertThat(limits.end(List.of(SLOW))).containsExactly(THIRD);
    }

    @Test
    void doesNotHoldUpAMessageThatHasRoomElsewhere() {
        limits.begin(FIRST, List.of(SLOW));

        assertThat(limits.begin(SECOND, List.of(SLOW, BANK))).isTrue();
    }
}
