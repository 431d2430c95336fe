package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineFolderTest {

    @Test
    void breaksAtSpaces() {
        assertThat(new LineFolder("", "  ", 10).fold("one two three")).isEqualTo("one two\n  three");
    }

    @Test
    void leavesAWordThatDoesNotFitWhole() {
        assertThat(new LineFolder("", " ", 5).fold("a abcdefgh b")).isEqualTo("a\n abcdefgh\n b");
    }

    @Test
    void breaksAWordThatNoLineCouldHold() {
        assertThat(new LineFolder("", " ", 78).fold("w".repeat(2000)).lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void keepsHeaderFieldsWithin78Characters() {
        HeaderField field = HeaderField.of("Diagnostic-Code", "smtp; 550 " + "word ".repeat(60));

        assertThat(field.line().lines()).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 78);
    }

    @Test
    void letsNoValueBeginALineOfItsOwn() {
        HeaderField field =
                HeaderField.of("Diagnostic-Code", "smtp; 550 no\r\nStatus: 2.0.0\n\nBody\u0085x\u2028y\u000bz");

        assertThat(field.line()).isEqualTo("Diagnostic-Code: smtp; 550 no Status: 2.0.0 Body?x y z");
    }
}
