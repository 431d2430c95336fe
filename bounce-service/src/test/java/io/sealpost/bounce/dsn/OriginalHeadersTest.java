package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalHeadersTest {

    @Test
    void findsAFoldedMessageIdWhateverItsCase() {
        assertThat(OriginalHeaders.parse("message-id:\r\n <a@b>\r\n").messageId())
                .contains("<a@b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "<a@b",
                "<a b@c>",
                "<a@b> <c@d>",
                "<a@b>>",
                "<\u00e4@b>",
                "<a>",
                "<a\u0000@b>",
                "<a@b>\rBcc: x@y",
                "",
                "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b>"
            })
    void takesNoMessageIdThatIsNotWellFormed(String value) {
        assertThat(OriginalHeaders.parse("Message-ID: " + value + "\r\n").messageId())
                .isEmpty();
    }

    @Test
    void takesNoMessageIdOfSeveral() {
        assertThat(OriginalHeaders.parse("Message-ID: <a@b>\r\nMessage-ID: <c@d>\r\n")
                        .messageId())
                .isEmpty();
    }

    @Test
    void picksTheWellFormedReferences() {
        assertThat(OriginalHeaders.parse("References: <a@b> nonsense <c d@e>\r\n <f@g>\r\n")
                        .references())
                .containsExactly("<a@b>", "<f@g>");
    }

    @Test
    void keepsTheNewestTwentyReferences() {
        StringBuilder references = new StringBuilder("References:");
        for (int index = 0; index < 50; index++) {
            references.append(" <").append(index).append("@b>");
        }

        assertThat(OriginalHeaders.parse(references + "\r\n").references())
                .hasSize(20)
                .startsWith("<30@b>")
                .endsWith("<49@b>");
    }

    @Test
    void showsOfTheOriginalOnlyDateAndMessageIdWhenRedacted() {
        OriginalHeaders headers = OriginalHeaders.parse("Subject: secret\r\nDate: Tue, 24 Nov 2026 08:15:58 +0000"
                + " (secret comment)\r\nMessage-ID: <a@b>\r\nX: secret\r\n");

        assertThat(headers.redactedLines())
                .containsExactly("Date: Tue, 24 Nov 2026 08:15:58 +0000", "Message-ID: <a@b>");
    }

    @Test
    void showsNoDateThatIsNone() {
        assertThat(OriginalHeaders.parse("Date: secret words\r\n").redactedLines())
                .isEmpty();
    }

    @Test
    void endsAtTheFirstEmptyLine() {
        assertThat(OriginalHeaders.parse("A: b\r\n\r\nbody\r\n").lines()).containsExactly("A: b");
        assertThat(OriginalHeaders.parse("A: b\n\nbody\n").lines()).containsExactly("A: b");
    }

    @Test
    void cutsAtAWholeFieldBeyondSixtyFourKibibytes() {
        String field = "X-Long: " + "y".repeat(30_000) + "\r\n";

        List<String> lines =
                OriginalHeaders.parse("A: b\r\n" + field + field + field).lines();

        assertThat(lines).hasSize(3).startsWith("A: b").allMatch(line -> line.length() < 30_009);
    }
}
