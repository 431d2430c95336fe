package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** However the octets of a session are cut into segments, it says and stores the same. */
class SegmentsTest {
    /** What a client may send, in any order; lines of content are commands where no content is due. */
    private static final List<String> PIECES = List.of(
            "EHLO x\r\n",
            "MAIL FROM:<a@sender.example>\r\n",
            "MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\nFrom: a@sender.example\r\n\r\n",
            "RCPT TO:<b@bank.example>\r\n",
            "DATA\r\n",
            "From: a@sender.example\r\nBcc: c@x.example\r\n\r\n",
            "From: a@rival.example\r\n\r\n",
            "..stuffed\r\n",
            "\r\n.\r\n",
            ".\r\n",
            "\r\r\n.\r\n",
            "\n.\n",
            "a\0b\r\n",
            "BDAT 28\r\nFrom: a@sender.example\r\n\r\nx\r",
            "BDAT 1 LAST\r\n\n",
            "BDAT 0 LAST\r\n",
            "BDAT 6\r\nRSET\r\n",
            "BDAT x\r\n",
            "RSET\r\n",
            "NOOP\r\nVRFY x\r\n",
            "x".repeat(250) + "\r\n",
            "STARTTLS\r\n",
            "QUIT\r\n");

    @Test
    void saysTheSameForAnySegments() {
        qt().withExamples(500)
                .forAll(
                        lists().of(integers().between(0, PIECES.size() - 1)).ofSizeBetween(1, 12),
                        integers().all())
                .check((pieces, seed) -> {
                    StringBuilder sent = new StringBuilder();
                    pieces.forEach(piece -> sent.append(PIECES.get(piece)));
                    String whole = transcript(sent.toString(), () -> Integer.MAX_VALUE);
                    Random random = new Random(seed);
                    return whole.equals(transcript(sent.toString(), () -> 1))
                            && whole.equals(transcript(sent.toString(), () -> 1 + random.nextInt(40)));
                });
    }

    /** Fuzzing found it: the NUL behind the header was told where it came in one segment with the header. */
    @Test
    void tellsTheFirstOfTwoReasonsForAnySegments() {
        String sent = "EHLO x\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\n"
                + "From: a@rival.example\r\n\r\na\0b\r\n.\r\n";

        assertThat(transcript(sent, () -> Integer.MAX_VALUE))
                .isEqualTo(transcript(sent, () -> 1))
                .contains("550 5.7.1 ");
    }

    private static String transcript(String sent, IntSupplier segment) {
        Client client = Client.submitter();
        int start = 0;
        while (start < sent.length()) {
            int end = (int) Math.min(sent.length(), (long) start + segment.getAsInt());
            client.send(sent.substring(start, end));
            start = end;
        }
        return client.transcript();
    }
}
