package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.relay.mail.Domain;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleFormatTest {
    private static final Instant AT = Instant.parse("2026-11-28T21:00:00.123Z");
    private static final ScheduleRecord FULL = new ScheduleRecord(
            Messages.ID,
            AT,
            Optional.of(Domain.parse("sender.example")),
            true,
            AT.plusSeconds(60),
            List.of(
                    new ScheduleRecord.Destination(Domain.parse("bank.example"), 3, Optional.of(AT.plusSeconds(30))),
                    new ScheduleRecord.Destination(Domain.parse("bücher.example"), 0, Optional.empty())),
            ScheduleRecord.Stopped.REJECTED);

    @Test
    void readsWhatItWrote() throws Exception {
        ScheduleRecord bare = new ScheduleRecord(
                Messages.ID, AT, Optional.empty(), false, AT, List.of(), ScheduleRecord.Stopped.NONE);

        assertThat(ScheduleFormat.decode(Messages.ID, ScheduleFormat.encode(FULL)))
                .isEqualTo(FULL);
        assertThat(ScheduleFormat.decode(Messages.ID, ScheduleFormat.encode(bare)))
                .isEqualTo(bare);
    }

    @Test
    void readsWhatAnEarlierReleaseWroteWhoseRulesStoppedNothing() throws Exception {
        byte[] stored = ScheduleFormat.encode(FULL);
        byte[] earlier = Arrays.copyOf(stored, stored.length - 1);
        ByteBuffer.wrap(earlier).putInt(1, RecordFormat.checksum(earlier, 5, earlier.length - 5));

        ScheduleRecord record = ScheduleFormat.decode(Messages.ID, earlier);

        assertThat(record.stopped()).isEqualTo(ScheduleRecord.Stopped.NONE);
        assertThat(record.destinations()).isEqualTo(FULL.destinations());
    }

    @Test
    void takesNoRecordInWhichAnyOctetIsWrong() {
        byte[] stored = ScheduleFormat.encode(FULL);
        for (int at = 0; at < stored.length; at++) {
            byte[] damaged = stored.clone();
            damaged[at] ^= 0x20;

            assertThatThrownBy(() -> ScheduleFormat.decode(Messages.ID, damaged))
                    .as("octet %d", at)
                    .isInstanceOf(DamagedRecordException.class);
        }
    }

    @Test
    void takesNoRecordThatIsCutOff() {
        byte[] stored = ScheduleFormat.encode(FULL);
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);

            assertThatThrownBy(() -> ScheduleFormat.decode(Messages.ID, cut))
                    .isInstanceOf(DamagedRecordException.class);
        }
    }
}
