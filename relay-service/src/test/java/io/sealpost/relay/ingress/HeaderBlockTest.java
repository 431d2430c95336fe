package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.HeaderPlaces;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderBlockTest {
    @Test
    void unfoldsFields() {
        HeaderBlock header = parse("Subject: a\r\n b\r\n\tc\r\nFrom: x@y.example\r\n\r\n");

        assertThat(header.named("subject")).extracting(HeaderField::value).containsExactly("a b\tc");
        assertThat(header.named("from")).extracting(HeaderField::value).containsExactly("x@y.example");
    }

    @Test
    void knowsAFieldWhateverItsCaseAndItsBlanks() {
        HeaderBlock header = parse("FROM \t: a\r\nfrom:b\r\n");

        assertThat(header.named("from")).extracting(HeaderField::value).containsExactly("a", "b");
    }

    @Test
    void passesOverLinesThatAreNoFields() {
        HeaderBlock header = parse("From somebody Mon Jan 1 10:20\r\nno colon\r\n: x\r\n folded\r\nFrom: a\r\n");

        assertThat(header.named("from")).extracting(HeaderField::value).containsExactly("a");
    }

    @Test
    void leavesOutAFieldWithItsFoldedLinesAndNothingElse() {
        HeaderBlock header = parse("A: 1\r\nX: 2\r\n 3\r\nB: 4\r\nx: 5\r\n\r\n");

        assertThat(new String(header.without(Set.of("x")).octets(), StandardCharsets.US_ASCII))
                .isEqualTo("A: 1\r\nB: 4\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Message-ID: <a@b.example>|<a@b.example>",
                "Message-ID: a@b.example|-",
                "Message-ID: <a b>|-",
                "X: y|-",
            })
    void givesAMessageIdThatIsWellFormed(String field, String id) {
        assertThat(parse(field + "\r\n").messageId().orElse(null)).isEqualTo(id);
    }

    @Test
    void givesNoMessageIdWhereThereAreTwo() {
        assertThat(parse("Message-ID: <a@b>\r\nMessage-ID: <a@b>\r\n").messageId())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Subject:\r\n', 0, NONE, false",
        "'Subject:  \r\n more\r\n', 2, NONE, false",
        "'Subject: Hi\r\n more\r\n', 3, APART, false",
        "'Subject : Hi\r\n', 3, APART, false",
        "'Subject:Hi\r\n', 2, ATTACHED, false",
        "'Subject:\r\n =?UTF-8?Q?a?=\r\n', 0, NONE, true",
        "'Subject:=?UTF-8?Q?a?=\r\n', 13, ATTACHED, true",
        "'Subject: =?UTF-8?Q?a?=\r\n', 14, ENCODED, true"
    })
    void saysWhereItsSubjectCanBeEdited(String field, int length, HeaderPlaces.Text text, boolean encoded) {
        HeaderBlock header = parse(field + "From: a@b.example\r\n\r\n");

        assertThat(header.places(100))
                .isEqualTo(new HeaderPlaces(
                        100 + field.length() + 19,
                        Optional.of(new HeaderPlaces.Subject(101 + field.indexOf(':'), length, text, encoded))));
    }

    @ParameterizedTest
    @CsvSource({"'From: a\r\n\r\n', 109", "'From: a\r\n', 109", "'From: a', 100", "'\r\n', 100", "'', 100"})
    void saysWhereFieldsCanBeAdded(String header, long end) {
        assertThat(parse(header).places(100)).isEqualTo(new HeaderPlaces(end, Optional.empty()));
    }

    private static HeaderBlock parse(String text) {
        return HeaderBlock.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
