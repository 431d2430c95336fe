package io.sealpost.rules.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @Test
    void takesTextInNfcWithoutBlanksAround() {
        assertThat(PlainText.parse("  Zoe\u0308's 🏦 ", 10)).contains("Zo\u00eb's 🏦");
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        assertThat(PlainText.parse("🏦".repeat(10), 10)).isPresent();
        assertThat(PlainText.parse("🏦".repeat(11), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "a\u0000b", "a\u0085b", "a\u2028b", "a\ud83cb"})
    void refusesWhatIsNotOneLineOfText(String text) {
        assertThat(PlainText.parse(text, 10)).isEmpty();
    }

    @Test
    void refusesMissingText() {
        assertThat(PlainText.parse(null, 10)).isEmpty();
    }
}
