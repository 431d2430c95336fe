package io.sealpost.relay.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.HeaderPlaces.Subject;
import io.sealpost.relay.mail.HeaderPlaces.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderPlacesTest {
    private static final HeaderPlaces WITHOUT_SUBJECT = new HeaderPlaces(40, Optional.empty());

    private static HeaderPlaces places(int length, Text text) {
        return places(length, text, false);
    }

    private static HeaderPlaces places(int length, Text text, boolean encoded) {
        return new HeaderPlaces(40, Optional.of(new Subject(8, length, text, encoded)));
    }

    private static String before(HeaderPlaces places, String... prefixes) {
        List<HeaderEdit> edits = Arrays.<String>stream(prefixes)
                .<HeaderEdit>map(HeaderEdit.PrependSubject::new)
                .toList();
        List<Insertion> insertions = places.insertions(edits);
        assertThat(insertions).singleElement().extracting(Insertion::offset).isEqualTo(8L);
        return insertions.get(0).text();
    }

    @Test
    void putsFieldsBehindTheOthersInTheirOrder() {
        List<Insertion> insertions = WITHOUT_SUBJECT.insertions(
                List.of(new HeaderEdit.AddField("X-A", "1"), new HeaderEdit.AddField("X-B", "2")));

        assertThat(insertions).singleElement().extracting(Insertion::offset).isEqualTo(40L);
        assertThat(insertions.get(0).text()).isEqualTo("X-A: 1\r\nX-B: 2\r\n");
    }

    @Test
    void putsTheLastTextFirst() {
        assertThat(before(places(6, Text.APART), "[a]", "[b]")).isEqualTo(" [b] [a]");
    }

    @Test
    void partsTextFromASubjectWithoutABlank() {
        assertThat(before(places(5, Text.ATTACHED), "[a]")).isEqualTo(" [a] ");
    }

    @Test
    void addsNothingBehindTextThatStandsAlone() {
        assertThat(before(places(1, Text.NONE), "[a]")).isEqualTo(" [a]");
    }

    @Test
    void foldsBeforeABlankWhereTheLineWouldBeTooLong() {
        assertThat(before(places(66, Text.APART), "[a]")).isEqualTo(" [a]");
        assertThat(before(places(67, Text.APART), "[a]")).isEqualTo(" [a]\r\n");
        assertThat(before(places(67, Text.ATTACHED), "[a]")).isEqualTo(" [a]\r\n ");
    }

    @Test
    void encodesWhatGoesBeyondAscii() {
        assertThat(DecoderUtil.decodeEncodedWords(before(places(6, Text.APART), "[Außen]"), UTF_8))
                .isEqualTo(" [Außen]");
        assertThat(before(places(6, Text.APART), "=?x"))
                .startsWith(" =?US-ASCII?")
                .endsWith("?=");
    }

    @ParameterizedTest
    @CsvSource({
        "ENCODED, 20, ' =?UTF-8?Q?Gr=C3=BC=C3=9Fe?='",
        "ATTACHED, 19, '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?='",
        "ATTACHED, 60, '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?='",
        "NONE, 0, ' =?UTF-8?Q?Gr=C3=BC=C3=9Fe?='",
    })
    void keepsTheBlankBetweenTwoEncodedWords(Text text, int length, String present) {
        String both = (before(places(length, text, true), "[Außen]") + present).replace("\r\n", "");

        assertThat(DecoderUtil.decodeEncodedWords(both, UTF_8)).isEqualTo(" [Außen] Grüße");
    }

    @Test
    void foldsWhatTakesSeveralEncodedWords() {
        String text = "ü".repeat(100);
        String words = before(places(6, Text.APART), text);

        assertThat(words.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 78);
        assertThat(DecoderUtil.decodeEncodedWords(words.replace("\r\n", ""), UTF_8))
                .isEqualTo(" " + text);
    }

    /** A line has at most 998 octets (RFC 5322 §2.1.1). */
    @Test
    void foldsBetweenPrefixesThatNoLineTakes() {
        String[] prefixes = Collections.nCopies(10, "p".repeat(100)).toArray(String[]::new);

        String words = before(places(6, Text.APART), prefixes);

        assertThat(words.lines()).hasSize(10).allMatch(line -> line.length() <= 120);
        assertThat(words.replace("\r\n", "")).isEqualTo(" " + String.join(" ", prefixes));
    }

    @Test
    void addsASubjectWhereThereIsNone() {
        List<Insertion> insertions = WITHOUT_SUBJECT.insertions(
                List.of(new HeaderEdit.AddField("X-A", "1"), new HeaderEdit.PrependSubject("[a]")));

        assertThat(insertions.get(0).text()).isEqualTo("Subject: [a]\r\nX-A: 1\r\n");
    }
}
