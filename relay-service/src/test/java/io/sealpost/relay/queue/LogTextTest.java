package io.sealpost.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
    @ParameterizedTest
    @ValueSource(ints = {'\n', '\r', 0, 0x7f, 0x85, '"', '\\', 0x2028, 0x2029, 0x202e, 0xd800})
    void escapesWhatCouldForgeALine(int character) {
        assertThat(LogText.of("a" + Character.toString(character) + "b"))
                .isEqualTo(String.format("a\\u%04xb", character));
    }

    @Test
    void leavesLettersOfAllKinds() {
        assertThat(LogText.of("Gr\u00fc\u00dfe, \u4f60\u597d")).isEqualTo("Gr\u00fc\u00dfe, \u4f60\u597d");
    }
}
