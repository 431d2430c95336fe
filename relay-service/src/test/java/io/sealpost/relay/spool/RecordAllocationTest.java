package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sealpost.relay.Allocation;
import org.junit.jupiter.api.Test;

/** Guards what the record of a message costs. Who changes it for good reason writes the new figure down. */
class RecordAllocationTest {
    @Test
    void toWriteARecordAndToReadIt() {
        SpooledMessage message = Messages.plain(Messages.ID, 10_240);
        byte[] stored = RecordFormat.encode(message);

        long write = Allocation.perCall(() -> RecordFormat.encode(message));
        long read = Allocation.perCall(() -> read(stored));

        assertThat(write).isCloseTo(3_310, withinPercentage(15));
        assertThat(read).isCloseTo(8_630, withinPercentage(15));
    }

    private static void read(byte[] stored) {
        try {
            RecordFormat.decode(stored, SpooledMessage.class);
        } catch (DamagedRecordException e) {
            throw new AssertionError(e);
        }
    }
}
