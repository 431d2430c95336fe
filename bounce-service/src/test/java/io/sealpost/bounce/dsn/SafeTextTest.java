package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void makesWhiteSpaceOneSpace() {
        assertThat(SafeText.line("  a\r\n\t b\u00a0\u3000c ")).isEqualTo("a b c");
    }

    @Test
    void replacesWhatCannotBeSeen() {
        assertThat(SafeText.line("a\u0000b\u001bc\u202ed\u200be\ud800f")).isEqualTo("a?b?c?d?e?f");
    }

    @Test
    void keepsLettersOfAllScripts() {
        assertThat(SafeText.line("Grüße 東京 😀")).isEqualTo("Grüße 東京 😀");
    }

    @Test
    void replacesWhatIsNotAscii() {
        assertThat(SafeText.ascii("Grüße 😀")).isEqualTo("Gr??e ?");
    }

    @Test
    void cutsWithoutHalvingACharacter() {
        assertThat(SafeText.cut("aaaa😀bbbb", 8)).isEqualTo("aaaa...");
        assertThat(SafeText.cut("short", 8)).isEqualTo("short");
    }
}
