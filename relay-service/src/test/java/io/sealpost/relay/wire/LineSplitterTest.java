package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private static final int LIMIT = 8;

    @Test
    void endsLinesAtCrLfOnly() {
        assertThat(split("NOOP\r\nRSET\r\nQU"))
                .containsExactly(new CommandLine.Text("NOOP"), new CommandLine.Text("RSET"));
    }

    @Test
    void consumesNothingBehindTheLine() {
        ByteBuffer in = ByteBuffer.wrap("DATA\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));

        Optional<CommandLine> line = new LineSplitter(LIMIT).next(in);

        assertThat(line).contains(new CommandLine.Text("DATA"));
        assertThat(in.remaining()).isEqualTo(3);
    }

    @Test
    void obeysNothingThatHidesBehindABareLineFeed() {
        assertThat(split("NOOP\nQUIT\r\nRSET\r\n"))
                .containsExactly(new CommandLine.BareLineEnd(), new CommandLine.Text("RSET"));
    }

    @Test
    void obeysNothingThatHidesBehindABareCarriageReturn() {
        assertThat(split("NO\rQUIT\r\nRSET\r\n"))
                .containsExactly(new CommandLine.BareLineEnd(), new CommandLine.Text("RSET"));
    }

    @Test
    void dropsALineOverTheLimitAndGoesOn() {
        assertThat(split("123456789012345678901234567890\r\n12345678\r\n"))
                .containsExactly(new CommandLine.TooLong(), new CommandLine.Text("12345678"));
    }

    @Test
    void doesNotDependOnSegments() {
        qt().forAll(lists().of(integers().between(0, ALPHABET.length() - 1)).ofSizeBetween(0, 60))
                .check(letters -> {
                    String text = text(letters);
                    return split(text).equals(splitOctetByOctet(text));
                });
    }

    private static final String ALPHABET = "\r\n\r\nAB .";

    private static String text(List<Integer> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(letter -> text.append(ALPHABET.charAt(letter)));
        return text.toString();
    }

    private static List<CommandLine> split(String text) {
        return feed(new LineSplitter(LIMIT), ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static List<CommandLine> splitOctetByOctet(String text) {
        LineSplitter splitter = new LineSplitter(LIMIT);
        List<CommandLine> lines = new ArrayList<>();
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            lines.addAll(feed(splitter, ByteBuffer.wrap(new byte[] {octet})));
        }
        return lines;
    }

    private static List<CommandLine> feed(LineSplitter splitter, ByteBuffer in) {
        List<CommandLine> lines = new ArrayList<>();
        while (in.hasRemaining()) {
            splitter.next(in).ifPresent(lines::add);
        }
        return lines;
    }
}
