package io.sealpost.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final Load LOAD = Load.of(Map.of(Amount.MESSAGES, 2, Amount.WARM_UP, 0), false);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void readsBackWhatItWrites() {
        EventLines events = new EventLines(written);
        tell(events);
        events.flush();

        Tally direct = new Tally(LOAD);
        tell(direct);
        Tally read = new Tally(LOAD);
        lines().forEach(line -> EventLines.read(line, read));

        assertThat(read.port()).isEqualTo(direct.port());
        assertThat(read.counts()).isEqualTo(direct.counts());
        assertThat(read.connections()).isEqualTo(direct.connections());
        assertThat(read.isSettled()).isTrue();
        assertThat(read.times(0).replyNanos().within(1)).isEqualTo(17);
    }

    @Test
    void keepsAnEventOnItsLine() {
        EventLines events = new EventLines(written);
        events.refused(1, "500 what\r\nsent");
        events.flush();

        assertThat(lines()).hasSize(1);
    }

    @Test
    void readsNothingElse() {
        assertThatThrownBy(() -> EventLines.read("Exception in thread main", new Tally(LOAD)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void tell(Events events) {
        events.listening(2_525);
        events.connected();
        events.secured(false);
        events.connected();
        events.secured(true);
        events.taken(0, 1_000, 17);
        events.delivered(0, 0, 1_001);
        events.disconnected();
        events.refused(1, "452 4.3.1 no room");
        events.damaged("message 1 has no end");
        events.sent();
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
