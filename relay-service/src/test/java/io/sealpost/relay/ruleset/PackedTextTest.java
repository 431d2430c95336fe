package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Grüße aus Köln \uD83D\uDCEC", "{\"scope\": \"domain/sender.example\"}"})
    void comesBackAsItWas(String text) {
        assertThat(PackedText.of(text).text()).isEqualTo(text);
        assertThat(PackedText.ofOctets(PackedText.of(text).octets())).isEqualTo(PackedText.of(text));
    }

    @Test
    void takesAFractionOfWhatRepeatsItself() {
        String text = "{\"actions\": {\"relayWithTls\": {}}}".repeat(100_000);

        assertThat(PackedText.of(text).octets().length).isLessThan(text.length() / 50);
        assertThat(PackedText.of(text).text()).isEqualTo(text);
    }

    @Test
    void isNoTextWhenItsOctetsAreCut() {
        byte[] octets = PackedText.of("of some length, and then some more").octets();

        for (int length = 0; length < octets.length; length++) {
            PackedText cut = PackedText.ofOctets(Arrays.copyOf(octets, length));
            assertThatThrownBy(cut::text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isNoTextWhenItClaimsToBeLargerThanARecordMayBe() {
        byte[] octets = PackedText.of("x").octets();
        octets[0] = 0x7F;

        assertThatThrownBy(PackedText.ofOctets(octets)::text).isInstanceOf(IllegalArgumentException.class);
    }
}
