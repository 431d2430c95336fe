package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCheckTest {
    /** Chunks between bars, and the first flaw. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`a\r\nb\r\n`,",
                "`a\r|\nb`,",
                "`a\r||\nb`,",
                "`a\r|b`, BARE_LINE_END",
                "`a|\nb`, BARE_LINE_END",
                "`a\r\n|\n`, BARE_LINE_END",
                "`a\r`, BARE_LINE_END",
                "`a\r\r\n`, BARE_LINE_END",
                "`a|\0\n`, NUL",
                "`12345678901`, TOO_BIG",
                "`1234567890|\n`, BARE_LINE_END",
            })
    void findsTheFirstFlawAcrossChunks(String chunks, ContentFlaw flaw) {
        ContentCheck check = new ContentCheck(10);
        for (String chunk : chunks.split("\\|", -1)) {
            check.take(chunk.getBytes(StandardCharsets.ISO_8859_1));
        }
        check.end();

        assertThat(check.flaw()).isEqualTo(Optional.ofNullable(flaw));
    }

    @Test
    void seesWhatIsNotAscii() {
        ContentCheck check = new ContentCheck(10);
        check.take("a\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(check.isEightBit()).isFalse();

        check.take("\u00e4\r\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(check.isEightBit()).isTrue();
    }

    /** It looks at eight octets at a time where it can. */
    @Test
    void seesEveryOctetWhereverItStands() {
        for (int octet = Byte.MIN_VALUE; octet <= Byte.MAX_VALUE; octet++) {
            for (int position = 0; position < 20; position++) {
                byte[] text = "abcdefghijklmnopqrst".getBytes(StandardCharsets.ISO_8859_1);
                text[position] = (byte) octet;
                ContentCheck check = new ContentCheck(20);
                check.take(text);
                check.end();

                assertThat(check.isEightBit())
                        .as("octet %d at %d", octet, position)
                        .isEqualTo(octet < 0);
                assertThat(check.flaw().isPresent())
                        .as("octet %d at %d", octet, position)
                        .isEqualTo(octet == 0 || octet == '\r' || octet == '\n');
            }
        }
    }
}
