package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quicktheories.core.Gen;

class DotStuffingTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',.|",
                "a|,a|.|",
                "a,a|.|",
                ".|,..|.|",
                "a|.b|,a|..b|.|",
                "a|.|b|,a|..|b|.|",
                "a.b|,a.b|.|",
                "..|,...|.|",
                "|.|,|..|.|"
            })
    void doublesADotAtTheStartOfALine(String content, String wire) {
        assertThat(encode(content.replace("|", "\r\n"), 1000)).isEqualTo(wire.replace("|", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"aLb,a|b|.|", "aL.L,a|..|.|", "aL.CLb,a|..|b|.|", "aC.Cb,a|..|b|.|", "aCCLb,a||b|.|", "aC,a|.|"})
    void makesABareCrOrLfAnEndOfLine(String content, String wire) {
        String octets = content.replace('L', '\n').replace('C', '\r');
        assertThat(encode(octets, 1000)).isEqualTo(wire.replace("|", "\r\n"));
    }

    @Test
    void givesTheSameInWhateverChunksTheContentComes() {
        qt().forAll(contents(), integers().between(1, 5))
                .check((content, size) -> encode(content, size).equals(encode(content, 1000)));
    }

    @Test
    void givesTheFinalDotTogetherWithTheLastChunk() {
        DotStuffing stuffing = new DotStuffing();
        assertThat(stuffing.encode("a\r\n".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(stuffing.encode(".b".getBytes(StandardCharsets.US_ASCII)))
                .asString()
                .isEqualTo("a\r\n");
        assertThat(stuffing.end()).asString().isEqualTo("..b\r\n.\r\n");
    }

    @Test
    void passesOnUncopiedWhatIsAsItMustBe() {
        DotStuffing stuffing = new DotStuffing();
        byte[] chunk = "a line, and another.\r\n\r\nwith.dots\r\n".getBytes(StandardCharsets.US_ASCII);
        stuffing.encode(chunk);
        assertThat(stuffing.encode("b".getBytes(StandardCharsets.US_ASCII))).isSameAs(chunk);
    }

    @Test
    void holdsNothingOnceAllIsGiven() {
        DotStuffing stuffing = new DotStuffing();
        stuffing.encode("a\r\n".getBytes(StandardCharsets.US_ASCII));
        stuffing.end();
        assertThat(stuffing.encode(new byte[0])).isEmpty();
    }

    @Test
    void holdsTheEndOfDataOnlyAtItsEnd() {
        qt().forAll(contents()).check(content -> {
            String wire = "\r\n" + encode(content, 3);
            return wire.indexOf("\r\n.\r\n") == wire.length() - 5
                    && !wire.replace("\r\n", "").matches("(?s).*[\r\n].*");
        });
    }

    private static Gen<String> contents() {
        return lists().of(integers().between(0, 4))
                .ofSizeBetween(0, 12)
                .map(picks -> picks.stream()
                        .map(pick -> List.of("\r", "\n", ".", "x", "\u00e9ight octets, and more")
                                .get(pick))
                        .collect(Collectors.joining()));
    }

    private static String encode(String content, int chunk) {
        DotStuffing stuffing = new DotStuffing();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < content.length(); from += chunk) {
            String part = content.substring(from, Math.min(content.length(), from + chunk));
            out.writeBytes(stuffing.encode(part.getBytes(StandardCharsets.ISO_8859_1)));
        }
        out.writeBytes(stuffing.end());
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
