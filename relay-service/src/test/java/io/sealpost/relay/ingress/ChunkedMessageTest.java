package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BDAT (RFC 3030): the same message as by DATA, and commands never mixed up with content. */
class ChunkedMessageTest {
    private static final String HEADER =
            "From: a@sender.example\r\nDate: Tue, 24 Nov 2026 08:15:30 +0000\r\nMessage-ID: <1@sender.example>\r\n\r\n";

    private final Client client = Client.submitter();

    @BeforeEach
    void address() {
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.said.clear();
    }

    @Test
    void storesChunksByteForByte() {
        String body = ".\r\n..\r\n\u00e4 without an end";

        assertThat(chunk(HEADER, "")).isEqualTo("250 2.0.0 the chunk is taken");
        assertThat(chunk(body, " LAST")).startsWith("250 2.0.0 queued as ");

        assertThat(client.bodyText()).endsWith("+0000\r\n" + HEADER + body);
        assertThat(client.stored.get(0).size()).isEqualTo(client.body.size());
        assertThat(client.stored.get(0).eightBit()).isTrue();
    }

    @Test
    void takesALineEndAcrossChunks() {
        chunk(HEADER + "a\r", "");

        assertThat(chunk("\nb\r", "")).startsWith("250 ");
        assertThat(chunk("\n", " LAST")).startsWith("250 2.0.0 queued as ");
        assertThat(client.bodyText()).endsWith("a\r\nb\r\n");
    }

    @Test
    void takesAnEmptyLastChunk() {
        chunk(HEADER, "");

        assertThat(client.say("BDAT 0 last")).startsWith("250 2.0.0 queued as ");
    }

    @Test
    void takesAnEmptyMessage() {
        assertThat(client.say("BDAT 0 LAST")).startsWith("250 2.0.0 queued as ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a\r`|`b`|550 5.5.2",
                "`a`|`\nb`|550 5.5.2",
                "`a\r`|``|550 5.5.2",
                "`a`|`\0`|550 5.6.0",
            })
    void refusesTheFlawsThatDataRefuses(String first, String second, String reply) {
        chunk(HEADER + first, "");

        assertThat(chunk(second, " LAST")).startsWith(reply);
        assertThat(client.stored).isEmpty();
        assertThat(client.bodyAborted).isTrue();
    }

    @Test
    void refusesAtTheEndOfTheChunkAndSkipsThoseThatFollow() {
        client.send("BDAT 2\r\na\nBDAT 6\r\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");

        assertThat(client.said)
                .extracting(line -> line.substring(0, 9))
                .containsExactly("550 5.5.2", "503 5.5.1", "503 5.5.1", "250 2.0.0");
        assertThat(client.stored).isEmpty();
    }

    @Test
    void refusesAMessageThatGrowsTooLarge() {
        assertThat(chunk(HEADER + "x".repeat(800), "")).startsWith("250 ");
        assertThat(chunk("x".repeat(200), " LAST")).startsWith("552 5.3.4 ");
    }

    @Test
    void refusesAHeaderThatGrowsTooLarge() {
        chunk("X: " + "x".repeat(400), "");

        assertThat(chunk("x".repeat(200), "")).startsWith("552 5.3.4 ");
    }

    @ParameterizedTest
    @CsvSource({
        "DATA, 503 5.5.1",
        "MAIL FROM:<a@sender.example>, 503 5.5.1",
        "RCPT TO:<c@bank.example>, 503 5.5.1",
        "NOOP, 250 2.0.0",
        "NONSENSE, 500 5.5.2"
    })
    void goesOnAfterACommandBetweenChunks(String command, String reply) {
        chunk(HEADER, "");

        assertThat(client.say(command)).startsWith(reply);
        assertThat(client.say("BDAT 0 LAST")).startsWith("250 2.0.0 queued as ");
    }

    @ParameterizedTest
    @CsvSource({"RSET", "EHLO x", "STARTTLS", "QUIT"})
    void forgetsTheChunks(String command) {
        chunk(HEADER, "");
        client.say(command);

        assertThat(client.stored).isEmpty();
        assertThat(client.bodyAborted || client.closed).isTrue();
    }

    @Test
    void takesNoChunkWithoutRecipientsAndReadsNoCommandInIt() {
        client.say("RSET");

        assertThat(chunk("QUIT\r\n", " LAST")).startsWith("503 5.5.1 ");
        client.say("MAIL FROM:<a@sender.example>");
        assertThat(chunk("QUIT\r\n", " LAST")).startsWith("554 5.5.1 ");
        assertThat(client.closed).isFalse();
    }

    /** Where the content begins and ends cannot be told then. */
    @ParameterizedTest
    @CsvSource({"BDAT", "BDAT x", "BDAT -1", "BDAT 1 FIRST", "BDAT 1 LAST x", "BDAT 1234567890123456789"})
    void hangsUpWhereTheSizeCannotBeRead(String command) {
        assertThat(client.send(command + "\r\nRSET\r\n")).startsWith("501 5.5.4 ");
        assertThat(client.closed).isTrue();
    }

    @Test
    void promisesNothingWhenTheBodyIsLostBetweenChunks() {
        chunk(HEADER, "");
        client.perform(client.session.onBodyLost());

        assertThat(chunk("x\r\n", " LAST")).startsWith("451 4.3.0 ");
        assertThat(client.stored).isEmpty();
    }

    @Test
    void countsSkippedChunksAsErrors() {
        client.say("RSET");
        for (int i = 0; i < 4; i++) {
            chunk("x", "");
        }

        assertThat(chunk("x", "")).startsWith("421 4.7.0 ");
        assertThat(client.closed).isTrue();
    }

    private String chunk(String octets, String suffix) {
        return client.send("BDAT " + octets.length() + suffix + "\r\n" + octets);
    }
}
