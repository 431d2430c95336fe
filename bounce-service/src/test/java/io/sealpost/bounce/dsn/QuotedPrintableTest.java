package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedPrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a = b", "ends with a space ", "tab\t", "caf\u00e9", "\u0000\r", ""})
    void isReadBackExactly(String line) throws Exception {
        assertThat(decoded(QuotedPrintable.encode(List.of(line)))).isEqualTo(line + "\r\n");
    }

    @Test
    void readsAnyOctetsBackAndKeepsLinesShort() throws Exception {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < 200; line++) {
            StringBuilder octets = new StringBuilder();
            for (int length = random.nextInt(300); length > 0; length--) {
                int octet = random.nextInt(256);
                octets.append((char) (octet == '\n' ? ' ' : octet));
            }
            lines.add(octets.toString());
        }

        String encoded = QuotedPrintable.encode(lines);

        assertThat(encoded.lines()).allMatch(line -> line.length() <= 76);
        assertThat(decoded(encoded)).isEqualTo(String.join("\r\n", lines) + "\r\n");
    }

    private static String decoded(String encoded) throws Exception {
        byte[] wire = encoded.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new String(
                MimeUtility.decode(new ByteArrayInputStream(wire), "quoted-printable")
                        .readAllBytes(),
                StandardCharsets.ISO_8859_1);
    }
}
