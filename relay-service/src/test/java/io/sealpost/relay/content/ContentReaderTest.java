package io.sealpost.relay.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealpost.relay.policy.ContentPart;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.Selection;
import io.sealpost.relay.policy.TextPattern;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTest {
    private static final ContentLimits LIMITS = new ContentLimits(6, 10, 500, 2_000, Duration.ofMinutes(1));
    private static final String TEXT = "Content-Type: text/plain\n\n";
    private static final Optional<Boolean> MET = Optional.of(true);
    private static final Optional<Boolean> MISSED = Optional.of(false);
    private static final Optional<Boolean> NOT_KNOWN = Optional.empty();

    @Test
    void findsWordsInTheOnlyText() {
        assertThat(body("a secret b", "Subject: x\n\nA  SECRET\nB")).isEqualTo(MET);
        assertThat(body("secret", "Subject: secret\n\nnothing")).isEqualTo(MISSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quoted-printable|geh=\\neim und vertr=C3=A4ulich",
                "QUOTED-PRINTABLE|geheim und vertr=c3=a4ulich =XX ==",
                "base64|Z2VoZWlt IHVuZCB2ZXJ0csOkdWxpY2g=",
                "base64|Z2VoZWlt\\n!!IHVuZCB2ZXJ0csOkdWxpY2g=",
                "x-unknown|geheim und vertr\u00c3\u00a4ulich",
            })
    void decodesTheTransferEncoding(String encoding, String content) {
        String message = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: " + encoding + "\n\n"
                + content.replace("\\n", "\n");

        assertThat(body("/geheim und vertr\u00e4ulich/", message)).isEqualTo(MET);
    }

    @ParameterizedTest
    @CsvSource({
        "iso-8859-1, Vertr=E4ge",
        "utf-8, Vertr=C3=A4ge",
        "utf-8, Vertr=E4ge",
        "us-ascii, Vertr=E4ge",
        "us-ascii, Vertr=C3=A4ge",
        "no-such-charset, Vertr=E4ge",
        "utf-8, =FF=FE Vertr=C3=A4ge",
        "'', Vertr=C3=A4ge",
        "\"utf-16be\", =00V=00e=00r=00t=00r=00=E4=00g=00e",
        "iso-8859-1;;=, Vertr=E4ge",
    })
    void readsTheCharsetAndSeesThroughWrongOnes(String charset, String content) {
        String message = "Content-Type: text/plain; charset=" + charset
                + "\nContent-Transfer-Encoding: quoted-printable\n\n" + content;

        assertThat(body("Vertr\u00e4ge", message)).isEqualTo(MET);
    }

    @Test
    void readsHtmlAsAMailClientShowsIt() {
        String html = "Content-Type: text/html; charset=utf-8\n\n<html><style>hidden</style><body><!-- unseen -->"
                + "<p>con<b>fiden</b>tial&nbsp;&amp; vertr&auml;ulich</p><script>var scripted</script><a href='linked'>x</a";

        assertThat(body("confidential & vertr\u00e4ulich", html)).isEqualTo(MET);
        Stream.of("hidden", "unseen", "scripted", "href")
                .forEach(word -> assertThat(body(word, html)).isEqualTo(MISSED));
    }

    @Test
    void looksIntoPartsWithinPartsAndMessagesWithinThem() {
        String inner = "Content-Type: message/rfc822\n\nSubject: y\nContent-Type: multipart/alternative; boundary=c\n\n"
                + "--c\n" + TEXT + "deep secret\n--c--\n";

        assertThat(body("deep secret", multipart("mixed", multipart("related", TEXT + "top", inner))))
                .isEqualTo(MET);
    }

    @Test
    void findsNamesOfAttachmentsHoweverTheyAreWritten() {
        List<String> fields = List.of(
                "Content-Disposition: attachment; filename=\"Gehaltsliste 2026.xlsx\"",
                "Content-Disposition: attachment; filename=Gehaltsliste 2026.xlsx",
                "Content-Type: application/octet-stream; name=\"Gehaltsliste 2026.xlsx\"",
                "Content-Disposition: attachment;\n filename*=utf-8'de'Gehaltsliste%202026.xlsx",
                "Content-Disposition: attachment;\n filename*1=\"ste 2026.xlsx\";\n filename*0=\"Gehaltsli\"",
                "Content-Disposition: attachment;\n filename*0*=utf-8''Gehalts;\n FileName*1*=liste%202026;\n filename*2=.xlsx",
                "Content-Disposition: attachment; filename=\"=?utf-8?Q?Gehaltsliste=202026.xlsx?=\"",
                "Content-Disposition: attachment; filename==?utf-8?B?R2VoYWx0c2xpc3RlIDIwMjYueGxzeA==?=",
                "Content-Disposition: attachment;\n filename=\"=?utf-8?Q?Gehaltsliste=20?=\n =?utf-8?Q?2026.xlsx?=\"",
                "CONTENT-DISPOSITION: inline; FILENAME=\"gehaltsliste 2026.XLSX\"",
                "Content-Disposition: attachment; filename=harmless.txt\nContent-Type: x/y; name=\"Gehaltsliste 2026.xlsx\"");

        for (String field : fields) {
            assertThat(names("Gehaltsliste 2026.xlsx", multipart("mixed", TEXT + "x", field + "\n\nx")))
                    .as(field)
                    .isEqualTo(MET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "filename*=iso-8859-1''Vertr%E4ge.pdf",
        "filename*=utf-8''Vertr%C3%A4ge.pdf",
        "filename*=Vertr%C3%A4ge.pdf",
        "filename=\"Vertr\u00c3\u00a4ge.pdf\"",
        "filename=\"Vertr\u00e4ge.pdf\"",
        "filename=\"=?iso-8859-1?Q?Vertr=E4ge.pdf?=\"",
        "filename=\"Vertr\u00c3\u00a4ge.pdf \u00e2\u0082\u00ac\"",
        "filename*0*=utf-8''Vertr%C3;filename*1*=%A4ge.pdf",
        "filename*=utf-8''100%%Vertr%C3%A4ge.pdf",
    })
    void decodesTheCharsetOfNames(String parameter) {
        String part = "Content-Disposition: attachment; " + parameter + "\n\nx";

        assertThat(names("Vertr\u00e4ge.pdf", multipart("mixed", part))).isEqualTo(MET);
    }

    @Test
    void exceptsNamesOnlyWhereAllAreExcepted() {
        Selection<TextPattern> all = new Selection<>(List.of(), List.of(TextPattern.parse("logo.png")));
        MessageCriterion.Content criterion = MessageCriterion.Content.of(ContentPart.NAME, all);
        String logo = "Content-Disposition: inline; filename=logo.png\n\nx";
        String list = "Content-Disposition: attachment; filename=list.csv\n\nx";

        assertThat(found(criterion, multipart("mixed", logo), LIMITS)).isEqualTo(MISSED);
        assertThat(found(criterion, multipart("mixed", logo, list), LIMITS)).isEqualTo(MET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nsecret",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nContent-Type: text/plain\\n\\nx\\n--b\\n\\nsecret\\n--c--",
                "Content-Type: multipart/mixed\\n\\n--b\\n\\nsecret\\n--b--",
                "Content-Type: multipart/mixed; boundary=\\n\\n--\\n\\nsecret\\n----",
                "Content-Type: multipart/mixed; boundary=b\\n\\n--b\\nno field\\nContent-Type: text/plain\\n\\nsecret\\n--b--",
                "Content-Type: text\\n\\nsecret",
                "Content-Type: ;;;\\n\\nsecret",
                "no field at all\\nContent-Type: text/plain\\n\\nsecret",
                "Content-Type: text/plain; charset=\"\\n\\nsecret",
            })
    void readsABrokenStructureAsFarAsItGoes(String message) {
        assertThat(body("secret", message.replace("\\n", "\n"))).isEqualTo(MET);
        assertThat(body("absent", message.replace("\\n", "\n"))).isEqualTo(MISSED);
    }

    @Test
    void doesNotKnowWhatLiesBelowTheDepth() {
        String message = TEXT + "secret";
        for (int i = 0; i < LIMITS.maxDepth(); i++) {
            assertThat(body("secret", message)).isEqualTo(MET);
            assertThat(body("absent", message)).isEqualTo(MISSED);
            message = multipart("mixed", message);
        }

        assertThat(body("absent", message)).isEqualTo(NOT_KNOWN);
    }

    @Test
    void doesNotKnowWhatComesAfterTooManyParts() {
        String[] parts = Stream.generate(() -> TEXT + "part")
                .limit(LIMITS.maxParts() + 1)
                .toArray(String[]::new);

        assertThat(body("part", multipart("mixed", parts))).isEqualTo(MET);
        assertThat(body("absent", multipart("mixed", parts))).isEqualTo(NOT_KNOWN);
    }

    @Test
    void doesNotKnowTheRestOfTooMuchTextButStillItsNames() {
        String long1 = TEXT + "begin " + "x\n".repeat(LIMITS.maxText() / 2) + "\nend";
        String message = multipart("mixed", long1, "Content-Disposition: attachment; filename=a.txt\n\nlater");

        assertThat(body("begin", message)).isEqualTo(MET);
        assertThat(body("end", message)).isEqualTo(NOT_KNOWN);
        assertThat(names("a.txt", message)).isEqualTo(MET);
        assertThat(names("b.txt", message)).isEqualTo(MISSED);
    }

    @ParameterizedTest
    @CsvSource({"a,600", "a\\n b,300", "a\\nb:a,300"})
    void doesNotKnowWhatComesAfterTooLongAHeader(String more, int times) {
        String part = "X-Long:" + more.replace("\\n", "\n").repeat(times)
                + "\nContent-Disposition: attachment; filename=a.txt\n\nsecret";

        assertThat(names("b.txt", multipart("mixed", part))).isEqualTo(NOT_KNOWN);
    }

    @Test
    void readsLongLinesOfABody() {
        assertThat(body("end", TEXT + "x".repeat(LIMITS.maxHeaderSize() * 2) + "end"))
                .isEqualTo(MET);
    }

    @Test
    void doesNotKnowWhatItHasNoTimeFor() {
        AtomicLong nanos = new AtomicLong();
        ContentLimits oneSecond = new ContentLimits(4, 10, 500, 10_000_000, Duration.ofSeconds(1));
        ContentReader reader = new ContentReader(oneSecond, () -> nanos.addAndGet(1_000_000));
        MessageCriterion.Content slow = criterion(ContentPart.TEXT, "/(x+x+)+y/");

        assertThat(reader.read(stream(TEXT + "x".repeat(5_000_000)), List.of(slow)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"<form><div>", "<table><tr><td>", "<!--", "&amp"})
    void endsHtmlThatIsMadeToBlowUp(String tag) {
        AtomicInteger calls = new AtomicInteger();
        Runnable watch = () -> {
            if (calls.incrementAndGet() > 3) {
                throw new LimitReached("time");
            }
        };

        assertThatExceptionOfType(LimitReached.class)
                .isThrownBy(() -> Html.text(tag.repeat(200_000 / tag.length()), watch));
    }

    @Test
    void searchesHtmlOfTooManyTagsAsItStands() {
        String html = "Content-Type: text/html\n\n" + "<b>".repeat(10_001) + " end";
        ContentLimits limits = new ContentLimits(4, 10, 500, 300_000, Duration.ofMinutes(1));

        assertThat(found(criterion(ContentPart.TEXT, "end"), html, limits)).isEqualTo(MET);
        assertThat(found(criterion(ContentPart.TEXT, "absent"), html, limits)).isEqualTo(NOT_KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\nContent-Transfer-Encoding: base64;\n\nc2VjcmV0",
                "Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n&<V5C<F5T\nend",
                "Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nc2VjcmV0",
                "Content-Type: application/octet-stream\nContent-Type: text/plain\n\nsecret",
                "Content-Type: text/plain; charset=utf-7\n\ns+AGU-cret",
                "Content-Type: message/global\n\nSubject: x\n\nsecret",
            })
    void doesNotKnowWhatAMailClientMayReadOtherwise(String part) {
        assertThat(body("secret", multipart("mixed", part))).isEqualTo(NOT_KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename*=utf-7''s%2BAGU-cret.txt", "filename=\"=?utf-7?Q?s+AGU-cret?=.txt\""})
    void doesNotKnowNamesInACharsetThatNobodyHereKnows(String parameter) {
        assertThat(names("secret", multipart("mixed", "Content-Disposition: attachment; " + parameter + "\n\nx")))
                .isEqualTo(NOT_KNOWN);
    }

    @Test
    void losesNothingOfDeepHtml() {
        assertThat(body("deep end", "Content-Type: text/html\n\n" + "<p><b>".repeat(200) + "deep</b> end"))
                .isEqualTo(MET);
    }

    @Test
    void readsWhateverComes() {
        Random random = new Random(1);
        byte[] octets = octets(multipart("mixed", TEXT + "secret", multipart("related", TEXT + "x", TEXT + "y")));
        MessageCriterion.Content text = criterion(ContentPart.TEXT, "secret");
        ContentReader reader = new ContentReader(LIMITS, System::nanoTime);

        for (int i = 0; i < 1_000; i++) {
            byte[] mutant = octets.clone();
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                mutant[random.nextInt(mutant.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : "\r\n;=\"-:* ".charAt(random.nextInt(9)));
            }
            assertThat(reader.read(new ByteArrayInputStream(mutant), List.of(text))
                            .keySet())
                    .isSubsetOf(text.key());
        }
    }

    @Test
    void neverTakesWhatCannotBeReadForTheMessage() {
        InputStream lost = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("lost");
            }
        };
        ContentReader reader = new ContentReader(LIMITS, System::nanoTime);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> reader.read(lost, List.of(criterion(ContentPart.TEXT, "x"))));
    }

    @Test
    void decodesNoTextWhereOnlyNamesAreAskedFor() {
        String message = multipart("mixed", TEXT + "x".repeat(LIMITS.maxText() + 1));

        assertThat(names("x", message)).isEqualTo(MISSED);
    }

    private static Optional<Boolean> body(String pattern, String message) {
        return found(criterion(ContentPart.TEXT, pattern), message, LIMITS);
    }

    private static Optional<Boolean> names(String pattern, String message) {
        return found(criterion(ContentPart.NAME, pattern), message, LIMITS);
    }

    private static MessageCriterion.Content criterion(ContentPart part, String pattern) {
        return MessageCriterion.Content.of(part, Selection.anyOf(List.of(TextPattern.parse(pattern))));
    }

    private static Optional<Boolean> found(MessageCriterion.Content criterion, String message, ContentLimits limits) {
        return Optional.ofNullable(new ContentReader(limits, System::nanoTime)
                .read(stream(message), List.of(criterion))
                .get(criterion.key()));
    }

    /** Octets are written as the characters of ISO 8859-1. */
    private static InputStream stream(String message) {
        return new ByteArrayInputStream(octets(message));
    }

    private static byte[] octets(String message) {
        return message.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String multipart(String type, String... parts) {
        String boundary = "b" + Math.abs(String.join("", parts).hashCode());
        String all = Stream.of(parts)
                .map(part -> "--" + boundary + "\n" + part + "\n")
                .collect(Collectors.joining());
        return "Content-Type: multipart/" + type + "; boundary=" + boundary + "\n\npreamble\n" + all + "--" + boundary
                + "--\nepilogue\n";
    }
}
