package io.sealpost.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OriginalHeadersTest {
    @Test
    void takesAllFieldsUpToTheEmptyLine() {
        assertThat(of("From: a\r\nTo: b,\r\n c\r\n\r\nBody: x\r\n")).isEqualTo("From: a\r\nTo: b,\r\n c\r\n");
    }

    @Test
    void keepsOctetsThatAreNotAscii() {
        assertThat(of("Subject: Gr\u00fc\u00df\u00ff\r\n\r\n")).isEqualTo("Subject: Gr\u00fc\u00df\u00ff\r\n");
    }

    @Test
    void takesAMessageThatIsOnlyHeader() {
        assertThat(of("From: a\r\nTo: b\r\n")).isEqualTo("From: a\r\nTo: b\r\n");
    }

    @Test
    void isEmptyWhereThereIsNoHeader() {
        assertThat(of("\r\nBody\r\n")).isEmpty();
        assertThat(of("")).isEmpty();
    }

    @Test
    void endsWhereALineIsNoField() {
        assertThat(of("From: a\r\nno field at all\r\nTo: b\r\n\r\n")).isEqualTo("From: a\r\n");
    }

    @Test
    void leavesOutAFieldThatMayGoOn() {
        byte[] start = octets("From: a\r\nTo: b,\r\n c\r\n");

        assertThat(OriginalHeaders.of(start, false)).isEqualTo("From: a\r\n");
    }

    @Test
    void cutsAtAWholeFieldBelowTheLimit() {
        String filler = "X-Filler: " + "x".repeat(60) + "\r\n";
        String field = "X-Long: a\r\n " + "y".repeat(70) + "\r\n";
        int fillers = OriginalHeaders.LIMIT / filler.length();

        String headers = of(filler.repeat(fillers) + field.repeat(3) + "\r\nbody");

        assertThat(headers.length()).isEqualTo(filler.length() * fillers);
        assertThat(headers).doesNotContain("X-Long");
    }

    private static String of(String message) {
        return OriginalHeaders.of(octets(message), true);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
