package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventFormatTest {
    private static final OutboxEvent EVENT = new OutboxEvent(
            "sealpost.deliveries",
            "0MVDH8R5C0001",
            "e-1",
            "io.sealpost.delivery",
            Instant.parse("2026-11-24T08:16:00.123456789Z"),
            "{\"to\":\"jörg@bank.example\"}");

    /** A later release must still read it. */
    @Test
    void writesTheFormatThatIsOnDisks() {
        assertThat(HexFormat.of().formatHex(EventFormat.encode(EVENT)))
                .startsWith("02")
                .endsWith("000000006b0547c0075bcd15" + text("sealpost.deliveries") + text("0MVDH8R5C0001") + text("e-1")
                        + text("io.sealpost.delivery") + text("{\"to\":\"jörg@bank.example\"}"));
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        assertThat(EventFormat.decode(EventFormat.encode(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void keepsTheTraceOfAnEvent() throws Exception {
        OutboxEvent traced = new OutboxEvent(
                EVENT.topic(),
                EVENT.key(),
                EVENT.id(),
                EVENT.type(),
                EVENT.at(),
                EVENT.value(),
                Optional.of("00-ab-cd-01"));

        assertThat(EventFormat.decode(EventFormat.encode(traced))).isEqualTo(traced);
    }

    @Test
    void readsWhatAnEarlierReleaseWrote() throws Exception {
        assertThat(EventFormat.decode(RecordFormat.encode(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void tellsEveryDamage() {
        byte[] stored = EventFormat.encode(EVENT);
        for (int octet = 0; octet < stored.length; octet++) {
            byte[] damaged = stored.clone();
            damaged[octet] ^= 1;
            assertThatThrownBy(() -> EventFormat.decode(damaged)).isInstanceOf(DamagedRecordException.class);
            byte[] torn = Arrays.copyOf(stored, octet);
            assertThatThrownBy(() -> EventFormat.decode(torn)).isInstanceOf(DamagedRecordException.class);
        }
    }

    private static String text(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        return "%08x".formatted(octets.length) + HexFormat.of().formatHex(octets);
    }
}
