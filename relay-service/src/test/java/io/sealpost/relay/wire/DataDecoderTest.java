package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataDecoderTest {
    private static final String ALPHABET = "\r\n\r\n\r\n..a\0";

    @Test
    void endsAtTheDotOnALineOfItsOwn() {
        Decoded decoded = decode("Subject: x\r\n\r\nbody\r\n.\r\nMAIL FROM:<>\r\n");

        assertThat(decoded).isEqualTo(new Decoded("Subject: x\r\n\r\nbody\r\n", true, Optional.empty(), 14));
    }

    @Test
    void takesAnEmptyMessage() {
        assertThat(decode(".\r\n")).isEqualTo(new Decoded("", true, Optional.empty(), 0));
    }

    @Test
    void takesTheStuffedDotAway() {
        assertThat(decode("..\r\n...x\r\n.y\r\n.\r\n").text()).isEqualTo(".\r\n..x\r\ny\r\n");
    }

    @Test
    void keepsEightBitOctets() {
        byte[] octets = {(byte) 0xe4, (byte) 0xff, '\r', '\n', '.', '\r', '\n'};

        byte[] decoded = new DataDecoder().decode(ByteBuffer.wrap(octets));

        assertThat(decoded).containsExactly(0xe4, 0xff, '\r', '\n');
    }

    /** The ends that one server or another has been seen to accept; none of them is one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n.\n",
                "a\r.\r",
                "a\n.\r\n",
                "a\r\n.\n",
                "a\r\n.\r",
                "a\r.\r\n",
                "a\r\n\0.\r\n",
                "a\n\n.\r\n",
                "a\r\n.\r\r\n",
                "a\n\r.\r\n"
            })
    void takesNothingElseForTheEnd(String smuggled) {
        Decoded decoded = decode(smuggled + "MAIL FROM:<evil@x.example>\r\n.\r\n");

        assertThat(decoded.ended()).isTrue();
        assertThat(decoded.flaw()).isPresent();
        assertThat(decoded.rest()).isZero();
    }

    @Test
    void refusesAMessageWhoseTrueEndFollowsABareCarriageReturn() {
        assertThat(decode("a\r\r\n.\r\n")).isEqualTo(new Decoded("", true, Optional.of(ContentFlaw.BARE_LINE_END), 0));
    }

    @ParameterizedTest
    @CsvSource({"5,", "4,TOO_BIG"})
    void countsOctetsWithoutStuffingAndEnd(long limit, ContentFlaw expected) {
        assertThat(decode("..ab\r\n.\r\n", limit).flaw()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void doesNotDependOnSegments() {
        qt().forAll(lists().of(integers().between(0, ALPHABET.length() - 1)).ofSizeBetween(0, 40))
                .check(letters -> {
                    StringBuilder text = new StringBuilder();
                    letters.forEach(letter -> text.append(ALPHABET.charAt(letter)));
                    Decoded whole = decode(text.toString(), 20);
                    Decoded octets = decodeOctetByOctet(text.toString(), 20);
                    return whole.ended() == octets.ended()
                            && whole.flaw().equals(octets.flaw())
                            && whole.rest() == octets.rest()
                            && whole.text().equals(octets.text());
                });
    }

    /** A reference that knows no states: any text survives stuffing by RFC 5321 §4.5.2 and decoding. */
    @Test
    void undoesTheStuffing() {
        qt().forAll(lists().of(integers().between(0, 2)).ofSizeBetween(0, 40)).check(letters -> {
            String text = text(letters, List.of("\r\n", ".", "a")) + "\r\n";
            String stuffed = (text.startsWith(".") ? "." : "") + text.replace("\r\n.", "\r\n..") + ".\r\n";
            return decode(stuffed, 1000).equals(new Decoded(text, true, Optional.empty(), 0));
        });
    }

    private static String text(List<Integer> letters, List<String> alphabet) {
        StringBuilder text = new StringBuilder();
        letters.forEach(letter -> text.append(alphabet.get(letter)));
        return text.toString();
    }

    private record Decoded(String text, boolean ended, Optional<ContentFlaw> flaw, int rest) {}

    private static Decoded decode(String wire) {
        return decode(wire, 1000);
    }

    private static Decoded decode(String wire, long limit) {
        return decode(wire, limit, Integer.MAX_VALUE);
    }

    private static Decoded decodeOctetByOctet(String wire, long limit) {
        return decode(wire, limit, 1);
    }

    private static Decoded decode(String wire, long limit, int segment) {
        DataDecoder decoder = new DataDecoder();
        ContentCheck check = new ContentCheck(limit);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(wire.getBytes(StandardCharsets.ISO_8859_1));
        while (in.hasRemaining() && !decoder.isEnded()) {
            ByteBuffer some = in.slice().limit(Math.min(segment, in.remaining()));
            byte[] octets = decoder.decode(some);
            in.position(in.position() + some.position());
            check.take(octets);
            text.writeBytes(octets);
        }
        check.end();
        return new Decoded(
                check.flaw().isPresent() ? "" : text.toString(StandardCharsets.ISO_8859_1),
                decoder.isEnded(),
                check.flaw(),
                in.remaining());
    }
}
