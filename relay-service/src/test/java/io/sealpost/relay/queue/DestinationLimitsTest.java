package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import org.junit.jupiter.api.Test;

class DestinationLimitsTest {
    private static final Domain BANK = Domain.parse("bank.example");
    private static final Domain SLOW = Domain.parse("slow.example");

    private final DestinationLimits limits = new DestinationLimits(1);

    @Test
    void hasNoRoomWhereTheLimitIsReached() {
        limits.begin(SLOW);

        assertThat(limits.hasRoom(SLOW)).isFalse();
        assertThat(limits.hasRoom(BANK)).isTrue();
    }

    @Test
    void hasRoomAgainWhenAnAttemptEnds() {
        limits.begin(SLOW);
        limits.end(SLOW);

        assertThat(limits.hasRoom(SLOW)).isTrue();
    }
}
